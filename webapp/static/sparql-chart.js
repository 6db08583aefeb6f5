/* The chart of an answer that counts: a bar for each row, in the order in which it was answered. */
(function () {
  "use strict";
  const { element, number, say } = EnlaceSparql;
  const MOST = 40;
  const SVG = "http://www.w3.org/2000/svg";
  const YEAR = /^(?:a[ñn]o|year|start|end|orden|order|id)$/i;

  /* The column to draw: the one that counts by its name, else the last one of numbers; -1 where there is none. */
  function counted(table, rows) {
    const titles = [...table.tHead.rows[0].cells];
    const numbers = titles.map((title, column) => !YEAR.test(title.textContent.trim())
      && rows.every((row) => row.cells[column].classList.contains("number") && parseFloat(row.cells[column].textContent) >= 0));
    const named = titles.findIndex((title, column) => title.classList.contains("counted") && numbers[column]);
    return named >= 0 ? named : numbers.lastIndexOf(true);
  }

  /* The column that says what each bar is: names before addresses, so the last one of words before the number. */
  function naming(rows, column) {
    const columns = [...rows[0].cells].map((cell, index) => index).filter((index) => index !== column
      && rows.every((row) => !row.cells[index].classList.contains("number") && row.cells[index].textContent.trim().length < 160));
    const words = columns.find((index) => !rows[0].cells[index].querySelector(":scope > a"));
    return words ?? columns[0] ?? -1;
  }

  function bar(value, most, kind) {
    const drawn = document.createElementNS(SVG, "svg");
    for (const [name, text] of [["class", `bar ${kind}`], ["viewBox", "0 0 100 12"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) {
      drawn.setAttribute(name, text);
    }
    for (const [kind, width] of [["rest", 100], ["share", most ? (100 * value) / most : 0]]) {
      const part = document.createElementNS(SVG, "rect");
      for (const [name, text] of [["class", kind], ["width", width], ["height", 12], ["rx", 1]]) part.setAttribute(name, text);
      drawn.append(part);
    }
    return drawn;
  }

  /* Draws into the view, or returns false where nothing in the answer counts. */
  EnlaceSparql.chart = function (answer, rows) {
    const table = answer.querySelector("table.answer");
    const column = rows.length > 1 ? counted(table, rows) : -1;
    const name = column < 0 ? -1 : naming(rows, column);
    if (name < 0) return false;
    const view = answer.querySelector("#vista-grafica");
    const shown = rows.slice(0, MOST);
    const most = Math.max(...shown.map((row) => parseFloat(row.cells[column].textContent)));
    const title = (index) => table.tHead.rows[0].cells[index].textContent.trim();
    const heads = [title(name), title(column), title(column)].map((text) => element("th", { scope: "col" }, text));
    const bars = view.querySelector("table");
    bars.replaceChildren(bars.caption, element("thead", { class: "hidden" }, element("tr", {}, ...heads)), element("tbody", {}, ...shown.map((row) => {
      const value = parseFloat(row.cells[column].textContent);
      const label = [...row.cells[name].childNodes].map((part) => part.cloneNode(true));
      let kind = "institution";
      const linked = [...row.cells].find((cell) => cell.querySelector(":scope > a.entity"))?.querySelector("a");
      if (linked?.classList.contains("mesa") || linked?.classList.contains("agreement")) kind = linked.classList[1];
      if (linked && name !== linked.closest("td").cellIndex) {
        const link = linked.cloneNode(true);
        link.lastChild.replaceWith(row.cells[name].textContent.trim());
        label.splice(0, label.length, link);
      }
      return element("tr", {}, element("th", { scope: "row" }, ...label), element("td", {}, bar(value, most, kind)),
        element("td", { class: "number" }, number(value)));
    })));
    const told = view.querySelector("figcaption");
    const cut = rows.length > MOST ? ` ${say(told.dataset.cut, { shown: MOST })}` : "";
    told.replaceChildren(element("strong", {}, `${title(column)} · ${title(name)}`), cut);
    return true;
  };
})();
