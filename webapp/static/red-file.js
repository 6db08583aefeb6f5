/* The downloaded file: picture, search, filters and table from the data inside it, without any request. The card is made
   of the table's own rows, so that every name stays the text that it is there. */
(function () {
  "use strict";
  const { Picture, Search, Table } = window.EnlaceRed;

  const root = document.getElementById("red");
  const part = (id) => document.getElementById(id);
  const data = JSON.parse(part("red-datos").textContent);
  const members = new Map(data.nodes.map((node) => [node.id, node]));
  const lines = new Map(data.edges.map((edge) => [edge.id, edge]));
  const card = part("ficha"), welcome = [...card.childNodes];
  const table = new Table(part("red-vinculos"), part("red-cuenta"), null, root.dataset);
  const ticked = (name) => new Set([...root.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value));
  const sign = (type) => root.querySelector(`.red-legend .red-sign.${type}`).cloneNode(true);

  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  /* A link as one line of the card: the words of its row, and its evidence. */
  function item(row) {
    const words = [...row.cells].slice(0, 3).flatMap((cell) => [...cell.childNodes, " "]).map((node) => node.cloneNode ? node.cloneNode(true) : node);
    const proof = [...row.cells[4].childNodes].map((node) => node.cloneNode(true));
    return element("li", "", ...words, ...proof);
  }

  function kicker(type) {
    const name = element("span", "", root.querySelector(`input[name="tipos"][value="${type}"]`).dataset.one);
    return element("p", `kicker ${type}`, sign(type), name);
  }

  function show(node, edge) {
    const own = data.edges.filter((line) => line.id === edge || (node && (line.from === node || line.to === node)));
    const rows = own.map((line) => table.byEdge.get(line.id)).filter((row) => row && !row.hidden);
    table.mark((id) => own.some((line) => line.id === id));
    picture.pick(node, edge, false);
    if (!node && !edge) return card.replaceChildren(...welcome);
    const title = node ? members.get(node).label : "";
    const head = node ? [kicker(members.get(node).type), element("h2", "", title)] : [];
    card.replaceChildren(...head, element("section", "red-group", element("ul", "", ...rows.map(item))));
  }

  function filter() {
    const types = ticked("tipos"), relations = ticked("relaciones");
    const shown = data.edges.filter((edge) => relations.has(edge.relation)
      && types.has(members.get(edge.from).type) && types.has(members.get(edge.to).type));
    const linked = new Set(shown.flatMap((edge) => [edge.from, edge.to]));
    const stay = data.nodes.filter((node) => types.has(node.type) && (linked.has(node.id) || node.degree === 0));
    const visible = new Set(shown.map((edge) => edge.id));
    table.show(visible);
    picture.show(new Set(stay.map((node) => node.id)), visible);
  }

  const picture = window.EnlaceRed.picture = new Picture(part("red-imagen"), data, {
    node: (id) => show(id, null), edge: (id) => show(null, lines.has(id) ? id : null),
  });
  const pick = (id) => { show(id, null); picture.pick(id, null, true); };
  new Search(part("red-buscar"), part("red-opciones"), data.nodes, { sign, picked: pick, none: root.dataset.noMatch });

  root.addEventListener("change", ({ target }) => { if (target.type === "checkbox") filter(); });
  root.addEventListener("click", (event) => {
    const target = event.target.closest("[data-zoom], button[data-node]");
    if (!target) return;
    const { zoom, node } = target.dataset;
    if (node) pick(node);
    else if (zoom === "fit") picture.fit();
    else picture.zoom(zoom === "in" ? 1.4 : 1 / 1.4);
  });
  filter();
  root.dataset.ready = "yes";
})();
