// The workbench: asks without leaving the page, and keeps the address of each answer, so that it can be shared and Back
// works. Without this script the form and the questions are links and pages of their own.
"use strict";

(function () {
  const LONGEST_ADDRESS = 6000; // characters; a longer query is sent by POST, as a page of its own
  const PATIENCE = 700; // milliseconds after which one may stop waiting
  const { editor, views } = EnlaceSparql;
  const form = document.getElementById("consulta");
  const area = document.getElementById("query");
  const button = form.querySelector("button[type=submit]");
  const stop = document.getElementById("detener");
  const told = document.getElementById("avisos");
  const label = button.textContent;
  let offering = null;
  let asking = null; // the AbortController of the question that is under way

  function busy(yes) {
    button.toggleAttribute("aria-busy", yes);
    button.textContent = yes ? button.dataset.busy : label;
    clearTimeout(offering);
    stop.hidden = true;
    if (yes) offering = setTimeout(() => { stop.hidden = false; }, PATIENCE);
    told.textContent = yes ? told.dataset.asking : "";
  }

  const place = (address) => new URL(address, location.href);
  const withoutHash = (address) => { const { pathname, search } = place(address); return pathname + search; };
  let shown = withoutHash(location.href);

  /* The page of an address, put in the place of what is shown. keep: whether the editor keeps what it holds. */
  function put(page, keep) {
    const output = document.getElementById("salida");
    const questions = document.querySelector(".questions");
    output.replaceWith(document.adoptNode(page.getElementById("salida")));
    questions.replaceWith(document.adoptNode(page.querySelector(".questions")));
    const text = page.getElementById("query");
    if (!keep) editor.set(text.value);
    area.dataset.line = text.dataset.line ?? "";
    area.dataset.column = text.dataset.column ?? "";
    enliven();
  }

  function enliven() {
    if (area.dataset.line) editor.fault(Number(area.dataset.line), Number(area.dataset.column));
    views(document.getElementById("respuesta"));
    showCopyButtons();
    for (const link of document.querySelectorAll("[data-link]")) link.hidden = false;
  }

  /* Goes to an address of the workbench. push: whether it becomes a new entry of the history. */
  async function go(address, { push = true, keep = false } = {}) {
    const stay = editor.focused();
    asking?.abort();
    const mine = (asking = new AbortController());
    busy(true);
    try {
      const answer = await fetch(withoutHash(address), { headers: { Accept: "text/html" }, signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("salida")) throw new Error(answer.statusText); // a page of errors: let the browser show it
      shown = withoutHash(address);
      if (push) history.pushState(null, "", address);
      put(page, keep);
      busy(false);
      arrive(stay);
    } catch (error) {
      if (mine !== asking) return;
      busy(false);
      if (error.name === "AbortError") told.textContent = told.dataset.stopped;
      else location.assign(address);
    }
  }

  /* Brings the answer into view. Whoever asked from the editor goes on writing there, and is told what came. */
  function arrive(stay) {
    const answer = document.getElementById("respuesta");
    if (!answer) return;
    told.textContent = answer.querySelector("h2").textContent;
    if (!stay) answer.focus({ preventScroll: true });
    const title = answer.querySelector("h2").getBoundingClientRect();
    if (!stay || title.top < 0 || title.bottom > window.innerHeight * 0.8) answer.scrollIntoView({ block: stay ? "nearest" : "start" });
  }

  function address() {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("query", editor.value());
    return `${place(form.action).pathname}?${fields}#respuesta`;
  }

  form.addEventListener("submit", (event) => {
    area.value = editor.value();
    if (address().length > LONGEST_ADDRESS) {
      form.method = "post";
      busy(true);
      return;
    }
    event.preventDefault();
    go(address(), { push: withoutHash(address()) !== shown || !document.getElementById("respuesta"), keep: true });
  });
  stop.addEventListener("click", () => { asking?.abort(); editor.focus(); });

  document.querySelector(".sparql").addEventListener("click", (event) => {
    const word = event.target.closest("[data-insert]");
    if (word) editor.insert(word.dataset.insert, "prefix" in word.dataset);
    const card = event.target.closest(".questions a");
    if (card && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (!window.matchMedia("(min-width: 62rem)").matches) card.closest("details").open = false;
      go(card.href);
    }
    const link = event.target.closest("[data-link]");
    if (link) copyLink(link);
  });

  async function copyLink(link) {
    const words = link.textContent;
    const asked = place(location.href).searchParams.has("query") ? location.href : place(address()).href;
    try {
      await navigator.clipboard.writeText(asked);
    } catch {
      history.replaceState(null, "", asked); // where the clipboard is closed, the address bar has it
      return;
    }
    link.textContent = told.textContent = link.dataset.link;
    setTimeout(() => { link.textContent = words; told.textContent = ""; }, 2500);
  }

  window.addEventListener("popstate", () => {
    if (withoutHash(location.href) !== shown) go(location.href, { push: false });
  });
  window.addEventListener("pageshow", () => busy(false)); // also when the reader comes back to this page

  enliven();
})();
