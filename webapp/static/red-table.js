/* The table of the same links: it shows what the picture shows, and sorts by any column without a round trip. */
(function () {
  "use strict";
  const EnlaceRed = (window.EnlaceRed = window.EnlaceRed || {});

  const COLUMNS = ["quien", "vinculo", "con", "fecha"];
  const collator = new Intl.Collator("es", { sensitivity: "base", numeric: true });

  EnlaceRed.Table = class {
    /* table, count, empty: elements (empty may be missing). words: the sentences of the count (data-count-…). */
    constructor(table, count, empty, words) {
      Object.assign(this, { table, count, empty, words });
      this.rows = this.sorted = [...table.tBodies[0].rows];
      this.byEdge = new Map(this.rows.map((row) => [row.dataset.edge, row]));
    }

    /* The order without any sorting, by link ids: the page may have come sorted. */
    setOrder(edges) { this.rows = edges.map((edge) => this.byEdge.get(edge)).filter(Boolean); }

    /* Shows the rows of these links, the other way of seeing what the picture shows. */
    show(edges) {
      for (const [edge, row] of this.byEdge) row.hidden = !edges.has(edge);
      this.table.hidden = !edges.size;
      if (this.empty) this.empty.hidden = edges.size > 0;
      const { countNone, countOne, countMany } = this.words;
      const many = new Intl.NumberFormat(document.documentElement.lang).format(edges.size);
      this.count.textContent = edges.size === 0 ? countNone : edges.size === 1 ? countOne : countMany.replace("{n}", many);
    }

    /* Marks the rows of who is picked, and puts them first. belongs(edge id) says which. */
    mark(belongs) {
      for (const [edge, row] of this.byEdge) row.classList.toggle("picked", belongs(edge));
      this.arrange();
    }

    /* Sorts by a column, descending or not; by none, as it came. */
    sort(column, descending) {
      const number = COLUMNS.indexOf(column);
      const key = (row) => row.cells[number].dataset.order || row.cells[number].textContent.trim();
      this.sorted = number < 0 ? this.rows : this.rows.slice().sort((a, b) => collator.compare(key(a), key(b)));
      if (number >= 0 && descending) this.sorted.reverse();
      for (const link of this.table.tHead.querySelectorAll("[data-order]")) {
        const heading = link.closest("th");
        if (link.dataset.order === column) heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else heading.removeAttribute("aria-sort");
      }
      this.arrange();
    }

    arrange() {
      const picked = this.sorted.filter((row) => row.classList.contains("picked"));
      this.table.tBodies[0].append(...picked, ...this.sorted.filter((row) => !row.classList.contains("picked")));
    }
  };
})();
