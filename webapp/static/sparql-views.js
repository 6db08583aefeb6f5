/* The views of an answer: table, chart, picture, text. Tabs as the ARIA practices describe them: arrow keys move between
   them, Home and End go to the ends, and only the chosen one is in the order of Tab. The address keeps which one it is. */
(function () {
  "use strict";
  const { say } = EnlaceSparql;
  const TEXT = 200000; // characters of the raw answer that are shown
  let open = null; // the picture that is on the page

  /* The beginning of an answer, and whether there is more: a large one is not fetched to its end. */
  async function beginning(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let read = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      read += part.value;
      if (read.length <= TEXT) continue;
      await reader.cancel();
      return [read.slice(0, TEXT), true];
    }
    return [read, false];
  }

  /* JSON with a line for each value; anything else as it is. */
  function indented(answer) {
    try {
      return JSON.stringify(JSON.parse(answer), null, 2);
    } catch {
      return answer;
    }
  }

  async function text(view) {
    const lines = view.querySelector("pre"), code = lines.querySelector("code"), note = view.querySelector("[data-note]");
    if (lines.dataset.there) return;
    note.textContent = lines.dataset.wait;
    try {
      const [shown, more] = await beginning(new URL(view.dataset.address).pathname + new URL(view.dataset.address).search);
      code.textContent = more ? shown : indented(shown);
      note.textContent = more ? say(lines.dataset.cut, { size: TEXT / 1000 }) : "";
      lines.dataset.there = "yes";
    } catch {
      note.textContent = lines.dataset.failed;
    }
  }

  async function picture(answer, view, rows) {
    if (view.dataset.there) return;
    view.dataset.there = "yes";
    try {
      open = await EnlaceSparql.picture(answer, rows);
    } catch {
      delete view.dataset.there;
      view.querySelector("[data-told]").textContent = answer.querySelector("#vista-texto pre").dataset.failed;
    }
  }

  function tabs(list, choose) {
    const all = [...list.querySelectorAll("[data-view]")].filter((tab) => !tab.hidden);
    list.setAttribute("role", "tablist");
    list.hidden = all.length < 2;
    for (const tab of all) {
      const view = document.getElementById(tab.dataset.view);
      tab.id = `ver-${tab.dataset.view}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", view.id);
      view.setAttribute("role", "tabpanel");
      view.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(tab));
    }
    list.addEventListener("keydown", (event) => {
      const at = all.indexOf(document.activeElement);
      const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      const tab = all.at(next % all.length);
      tab.focus();
      choose(tab);
    });
    return all;
  }

  /* Makes an answer alive. Returns nothing; does nothing where there is no table. */
  EnlaceSparql.views = function (answer) {
    open?.close();
    open = null;
    const list = answer?.querySelector("#vistas");
    if (!list) return;
    const { rows } = EnlaceSparql.table(answer);
    list.querySelector("[data-view=vista-grafica]").hidden = !EnlaceSparql.chart(answer, rows);
    const all = tabs(list, (tab) => {
      show(tab);
      history.replaceState(history.state, "", tab === all[0] ? "#respuesta" : `#${tab.dataset.view}`);
    });

    function show(chosen) {
      for (const tab of all) {
        tab.setAttribute("aria-selected", String(tab === chosen));
        tab.tabIndex = tab === chosen ? 0 : -1;
        document.getElementById(tab.dataset.view).hidden = tab !== chosen;
      }
      const view = document.getElementById(chosen.dataset.view);
      if (view.id === "vista-texto") text(view);
      if (view.id === "vista-imagen") picture(answer, view, rows);
    }

    show(all.find((tab) => `#${tab.dataset.view}` === location.hash) ?? all[0]);
  };
})();
