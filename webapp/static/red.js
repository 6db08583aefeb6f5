/* The explorer's page: one state, kept in the address; picture, table, card and legend follow it. The page works
   without this script (webapp/network/view.py answers the same addresses); the script saves the round trips. */
(function () {
  "use strict";
  const { Picture, Search, Table } = window.EnlaceRed;

  const root = document.getElementById("red");
  const part = (id) => document.getElementById(id);
  const boxes = (name) => [...root.querySelectorAll(`input[name="${name}"]`)];
  const card = part("ficha");
  const table = new Table(part("red-vinculos"), part("red-cuenta"), part("red-vacio"), root.dataset);
  let picture = null, edges = [], nodes = [];

  /* state <-> address */

  function readState() {
    const query = new URLSearchParams(location.search);
    const ticked = (name) => {
      const named = query.getAll(name).flatMap((value) => value.split(",")).filter(Boolean);
      const known = boxes(name).map((box) => box.value);
      const chosen = known.filter((value) => named.includes(value));
      return new Set(chosen.length || named.includes("ninguna") ? chosen : known);
    };
    return {
      nodo: query.get("nodo"), vinculo: query.get("vinculo"), tipos: ticked("tipos"), relaciones: ticked("relaciones"),
      orden: query.get("orden") || "", vista: query.get("vista") === "imagen" ? "imagen" : "tabla",
    };
  }
  let state = readState();

  function query(some = state) {
    const words = new URLSearchParams();
    const written = (name) => {
      const known = boxes(name).map((box) => box.value);
      if (some[name].size < known.length) words.set(name, known.filter((value) => some[name].has(value)).join(",") || "ninguna");
    };
    if (some.nodo) words.set("nodo", some.nodo);
    if (some.vinculo) words.set("vinculo", some.vinculo);
    written("tipos");
    written("relaciones");
    if (some.orden) words.set("orden", some.orden);
    if (some.vista === "imagen") words.set("vista", "imagen");
    const lang = new URLSearchParams(location.search).get("lang");
    if (lang) words.set("lang", lang);
    return words.size ? "?" + words.toString().replaceAll("%2F", "/").replaceAll("%2C", ",") : "";
  }

  function change(changes, { move = false, focus = false } = {}) {
    const before = state;
    state = { ...state, ...changes };
    if (query(before) === query()) return;
    history.pushState(null, "", root.dataset.page + query());
    follow(before, { move, focus });
  }

  /* what follows from a new state */

  function follow(before, { move = false, focus = false } = {}) {
    for (const name of ["tipos", "relaciones"]) for (const box of boxes(name)) box.checked = state[name].has(box.value);
    if (before.tipos !== state.tipos || before.relaciones !== state.relaciones) filter();
    if (before.orden !== state.orden) sort();
    if (before.vista !== state.vista) view();
    if (before.nodo !== state.nodo || before.vinculo !== state.vinculo) {
      mark(move);
      fetchCard(focus);
    }
    part("red-csv").href = root.dataset.table + query({ ...state, nodo: null, vinculo: null, vista: "tabla" });
  }

  /* The same rule as graph/network/reading.py: who only lost links by the choice goes. */
  function filter() {
    const type = new Map(nodes.map((node) => [node.id, node.type]));
    const shown = edges.filter((edge) => state.relaciones.has(edge.relation)
      && state.tipos.has(type.get(edge.from)) && state.tipos.has(type.get(edge.to)));
    const linked = new Set(shown.flatMap((edge) => [edge.from, edge.to]));
    const stay = nodes.filter((node) => state.tipos.has(node.type) && (linked.has(node.id) || node.degree === 0));
    const visible = new Set(stay.map((node) => node.id)), lines = new Set(shown.map((edge) => edge.id));
    table.show(lines);
    for (const item of root.querySelectorAll("[data-alone]")) item.hidden = !visible.has(item.dataset.alone);
    if (picture) picture.show(visible, lines);
  }

  function sort() { table.sort(state.orden.replace(/^-/, ""), state.orden.startsWith("-")); }

  function mark(move) {
    const own = new Set(edges.filter((edge) => edge.id === state.vinculo || (state.nodo && (edge.from === state.nodo || edge.to === state.nodo))).map((edge) => edge.id));
    table.mark((edge) => own.has(edge));
    if (picture) picture.pick(state.nodo, state.vinculo, move);
  }

  function view() {
    root.dataset.view = state.vista;
    for (const button of root.querySelectorAll(".red-tabs [data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.vista));
    }
    if (picture && state.vista === "imagen") requestAnimationFrame(() => frame(false));
  }

  let asked = 0;
  async function fetchCard(focus) {
    const mine = ++asked;
    card.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(root.dataset.card + query());
      if (!answer.ok) throw new Error(answer.status);
      const text = await answer.text();
      if (mine !== asked) return;
      card.innerHTML = text; // made by our own template, which escapes every name
    } catch {
      if (mine === asked) card.textContent = root.dataset.gone;
    }
    card.scrollTop = 0;
    card.removeAttribute("aria-busy");
    const heading = card.querySelector("h2");
    if (focus && heading && (state.nodo || state.vinculo)) {
      heading.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    }
  }

  /* what people do */

  function frame(moving) {
    picture.fit(moving);
    if (picture.near) picture.pick(state.nodo, state.vinculo, true);
  }

  function pick(nodo, options) { change({ nodo: nodo || null, vinculo: null }, options); }

  root.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target.closest("[data-node], th [data-order], [data-all], [data-zoom], .red-tabs [data-view]");
    if (!target) return;
    const { node, order, zoom, view: vista } = target.dataset;
    if (node !== undefined) pick(node, { move: true, focus: true });
    else if (order) change({ orden: state.orden === order ? "-" + order : order });
    else if (zoom) zoom === "fit" ? picture.fit() : picture.zoom(zoom === "in" ? 1.4 : 1 / 1.4);
    else if (vista) change({ vista });
    else change({ tipos: new Set(boxes("tipos").map((box) => box.value)), relaciones: new Set(boxes("relaciones").map((box) => box.value)) });
    event.preventDefault();
  });

  root.addEventListener("change", ({ target }) => {
    if (target.name !== "tipos" && target.name !== "relaciones") return;
    change({ [target.name]: new Set(boxes(target.name).filter((box) => box.checked).map((box) => box.value)) });
  });

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card.contains(event.target)) pick(null);
  });

  document.addEventListener("click", (event) => {
    const menu = root.querySelector(".red-menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  window.addEventListener("popstate", () => {
    const before = state;
    state = readState();
    follow(before, { move: true });
  });

  const narrow = window.matchMedia("(max-width: 61.99rem)");
  function foldLegend() { root.querySelector(".red-legend").open = !narrow.matches; }
  narrow.addEventListener("change", foldLegend);

  function sign(type) {
    return root.querySelector(`.red-legend .red-sign.${type}`).cloneNode(true);
  }

  async function begin() {
    root.classList.add("red-live");
    foldLegend();
    for (const element of root.querySelectorAll(".red-tabs, .red-zoom")) element.hidden = false;
    const wait = root.querySelector(".red-wait");
    try {
      const answer = await fetch(root.dataset.source);
      if (!answer.ok) throw new Error(answer.status);
      const data = await answer.json();
      ({ nodes, edges } = data);
      new Search(part("red-buscar"), part("red-opciones"), nodes, {
        sign, picked: (id) => pick(id, { move: true, focus: true }), none: root.dataset.noMatch,
      });
      picture = window.EnlaceRed.picture = new Picture(part("red-imagen"), data, { node: (id) => pick(id), edge: (id) => change({ nodo: null, vinculo: id }) });
      table.setOrder(edges.map((edge) => edge.id));
      sort();
      filter();
      mark(true);
      wait.remove();
      root.dataset.ready = "yes";
    } catch (problem) {
      wait.textContent = wait.dataset.failed;
      throw problem;
    }
  }

  begin();
})();
