/* The table of an answer: its titles sort it, and many rows are shown by pages. Printed, it is whole. */
(function () {
  "use strict";
  const { element, number, say } = EnlaceSparql;
  const PAGE = 50;
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  /* What a cell is sorted by: its number, its text, or null where it has no value. */
  function keyOf(cell) {
    if (cell.querySelector(":scope > .muted:only-child") && cell.textContent.trim() === "–") return null;
    const text = cell.textContent.trim();
    return cell.classList.contains("number") ? parseFloat(text) : text;
  }

  function compare(one, other) {
    if (one === null || other === null) return (one === null) - (other === null);
    return typeof one === "number" && typeof other === "number" ? one - other : words.compare(one, other);
  }

  EnlaceSparql.table = function (answer) {
    const table = answer.querySelector("table.answer");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const pager = answer.querySelector("#paginas");
    let page = 0, order = rows;

    function show(turned) {
      order.forEach((row, index) => { row.hidden = index < page * PAGE || index >= (page + 1) * PAGE; });
      if (rows.length <= PAGE) return;
      const [back, told, on] = pager.children;
      const last = Math.min((page + 1) * PAGE, rows.length);
      told.textContent = say(told.dataset.rows, { first: number(page * PAGE + 1), last: number(last), all: number(rows.length) });
      back.disabled = page === 0;
      on.disabled = last === rows.length;
      if (turned) table.scrollIntoView({ block: "start" });
    }

    /* Ascending, descending, and as it was answered. */
    function sort(title, column) {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[title.ariaSort || "none"];
      for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
      const sign = next === "descending" ? -1 : 1;
      order = next === "none" ? rows : rows.map((row) => [keyOf(row.cells[column]), row]).sort(([one], [other]) => (
        one === null || other === null ? compare(one, other) : sign * compare(one, other))).map(([, row]) => row);
      if (next !== "none") title.ariaSort = next;
      body.append(...order);
      page = 0;
      show(false);
    }

    if (rows.length > 1) {
      [...table.tHead.rows[0].cells].forEach((title, column) => {
        const button = element("button", { type: "button", class: "sort" }, ...title.childNodes);
        title.append(button);
        button.addEventListener("click", () => sort(title, column));
      });
    }
    pager.hidden = rows.length <= PAGE;
    for (const button of pager.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => { page += Number(button.dataset.step); show(true); });
    }
    show(false);
    return { rows };
  };
})();
