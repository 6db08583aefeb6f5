/* Search among the members: a combobox with suggestions (ARIA Authoring Practices), deaf to case and accents. */
(function () {
  "use strict";
  const EnlaceRed = (window.EnlaceRed = window.EnlaceRed || {});

  const MOST = 8;
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  EnlaceRed.fold = fold;

  /* How well a member answers, 0 best, 9 not at all; the same order as the server's (graph/network/reading.py). */
  function rank(entry, whole, words) {
    if (!words.every((word) => entry.all.includes(word))) return 9;
    if (entry.acronym === whole) return 0;
    if (entry.acronym.startsWith(whole)) return 1;
    if (entry.name.startsWith(whole)) return 2;
    return (" " + entry.all).includes(" " + whole) ? 3 : 4;
  }

  EnlaceRed.Search = class {
    /* input, list: the elements. nodes: the members. sign(type): an element. picked(id): called with who was chosen. */
    constructor(input, list, nodes, { sign, picked, none }) {
      Object.assign(this, { input, list, sign, picked, none, active: -1, found: [] });
      this.entries = nodes.map((node) => {
        const acronym = fold(node.acronym || ""), name = fold(node.label);
        return { node, acronym, name, all: [acronym, name, ...(node.aliases || []).map(fold)].join(" ") };
      });
      const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
      for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
      input.addEventListener("input", () => this.suggest());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const option = event.target.closest("[data-number]");
        if (option) this.choose(Number(option.dataset.number));
      });
    }

    suggest() {
      const whole = fold(this.input.value.trim()).replace(/\s+/g, " ");
      if (!whole) return this.close();
      const words = whole.split(" ");
      this.found = this.entries.map((entry) => ({ entry, rank: rank(entry, whole, words) }))
        .filter((one) => one.rank < 9)
        .sort((a, b) => a.rank - b.rank || b.entry.node.degree - a.entry.node.degree || (a.entry.node.id < b.entry.node.id ? -1 : 1))
        .slice(0, MOST).map((one) => one.entry.node);
      this.list.replaceChildren(...(this.found.length ? this.found.map((node, number) => this.option(node, number)) : [this.nobody()]));
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.move(this.found.length ? 0 : -1);
    }

    option(node, number) {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${number}`;
      item.setAttribute("role", "option");
      item.dataset.number = number;
      const name = document.createElement("span");
      name.textContent = node.label;
      item.append(this.sign(node.type), name);
      if (node.acronym) {
        const acronym = document.createElement("span");
        acronym.className = "muted";
        acronym.textContent = node.acronym;
        item.append(" ", acronym);
      }
      return item;
    }

    nobody() {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.setAttribute("aria-disabled", "true");
      item.className = "muted";
      item.textContent = this.none;
      return item;
    }

    move(number) {
      this.active = number;
      [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
      if (number < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
    }

    key(event) {
      const many = this.found.length, open = !this.list.hidden;
      if (event.key === "ArrowDown" && !open) this.suggest();
      else if (event.key === "ArrowDown" && many) this.move((this.active + 1) % many);
      else if (event.key === "ArrowUp" && open && many) this.move((this.active - 1 + many) % many);
      else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.active);
      else if (event.key === "Escape" && open) this.close();
      else return;
      event.preventDefault();
    }

    choose(number) {
      const node = this.found[number];
      this.input.value = "";
      this.close();
      this.picked(node.id);
    }

    close() {
      this.list.hidden = true;
      this.found = [];
      this.input.setAttribute("aria-expanded", "false");
      this.move(-1);
    }
  };
})();
