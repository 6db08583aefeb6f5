/* The picture of a CONSTRUCT or DESCRIBE answer: its things and links, drawn by vis-network with the signs of the site.
   It is made of the rows of the table, so whatever is drawn also stands there. vis-network comes when it is first needed. */
(function () {
  "use strict";
  const { element, layout, number, prefixes, say, signs, terms } = EnlaceSparql;
  const MOST = 300; // things that are drawn
  const TOLD = 8; // links of the picked thing that are told in words
  const NAMED_LINES = 12; // with more lines than these the legend names them, and those of the picked thing are told below
  const SVG = "http://www.w3.org/2000/svg";
  const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  const NAMES = ["http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://xmlns.com/foaf/0.1/name", "http://purl.org/dc/terms/title"];
  const KINDS = ["institution", "mesa", "agreement", "session", "person", "record"];
  const LINES = { // as the explorer draws them
    ledBy: { width: 3.5 }, leads: { width: 3.5 }, participatesIn: { width: 1.2 }, supports: { width: 1.8, dashes: [7, 5] },
    invitedTo: { width: 1.8, dashes: [1.5, 5] },
  };
  const OPTIONS = { // places are ours: nothing moves by itself
    physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, zoomView: false, selectConnectedEdges: false },
    nodes: { chosen: false }, edges: { chosen: false, smooth: { enabled: true, type: "continuous" } },
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let library = null;

  function load(address) {
    library ??= new Promise((resolve, reject) => {
      const script = element("script", { src: address });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => { library = null; script.remove(); reject(new Error(address)); });
      document.head.append(script);
    });
    return library;
  }

  /* ---- from the rows ---- */

  /* What a cell holds: {id} of a thing, or {text} of a value. */
  function term(cell) {
    const named = cell.querySelector(":scope > a[title], :scope > span[title].breakable");
    if (named) return { id: named.title, text: named.textContent.trim(), link: named.href, kind: KINDS.find((kind) => named.classList.contains(kind)) ?? "" };
    const text = cell.querySelector(":scope > details") ? cell.querySelector("details").lastChild.textContent : cell.textContent;
    return text.startsWith("_:") ? { id: text.trim(), text: text.trim(), kind: "" } : { text: text.trim() };
  }

  function relation(predicate) {
    const space = prefixes.enlace;
    return predicate.id.startsWith(space) ? predicate.id.slice(space.length) : "";
  }

  const labelOf = (predicate) => terms.find((one) => one.name === predicate.text)?.label ?? predicate.text;

  /* A stretch of a line, for the legend. */
  function sample({ width = 1.2, dashes = [] }) {
    const drawn = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "line");
    for (const [name, value] of [["viewBox", "0 0 36 12"], ["class", "line-sample"], ["aria-hidden", "true"]]) drawn.setAttribute(name, value);
    for (const [name, value] of [["x1", 1], ["x2", 35], ["y1", 6], ["y2", 6], ["stroke-width", width], ["stroke-dasharray", dashes.join(" ")]]) line.setAttribute(name, value);
    drawn.append(line);
    return drawn;
  }

  /* {things: Map of id to {id, text, kind, link, links}, lines: [{from, to, predicate}]} */
  function graphOf(rows) {
    const things = new Map(), lines = [], names = new Map();
    const meet = (one) => things.get(one.id) ?? things.set(one.id, { ...one, links: 0 }).get(one.id);
    for (const row of rows) {
      const [subject, predicate, object] = [...row.cells].map(term);
      const thing = meet(subject);
      if (NAMES.includes(predicate.id) && !object.id) names.set(subject.id, names.get(subject.id) ?? object.text);
      if (!object.id || predicate.id === `${RDF}type`) continue;
      thing.links += 1;
      meet(object).links += 1;
      lines.push({ from: subject.id, to: object.id, predicate });
    }
    for (const [id, name] of names) things.get(id).text = name;
    return { things, lines };
  }

  /* The things with most links, and the lines between them. Things without a line are left to the table. */
  function chosen({ things, lines }) {
    const linked = [...things.values()].filter((thing) => thing.links);
    const kept = linked.toSorted((one, other) => other.links - one.links).slice(0, MOST);
    const ids = new Set(kept.map((thing) => thing.id));
    return { all: linked.length, things: kept, lines: lines.filter((line) => ids.has(line.from) && ids.has(line.to)) };
  }

  /* ---- the picture ---- */

  class Picture {
    constructor(view, rows) {
      this.view = view;
      this.box = view.querySelector(".canvas");
      this.graph = chosen(graphOf(rows));
      this.near = null;
      this.tell();
      if (!this.graph.lines.length) { view.querySelector(".drawing").hidden = true; return; }
      this.theme = signs.theme(this.box);
      this.byId = new Map(this.graph.things.map((thing) => [thing.id, thing]));
      this.lines = new vis.DataSet(this.graph.lines.map((line, id) => this.line(line, id)));
      const nodes = new vis.DataSet(this.placed().map((place, index) => (
        { ...place, id: this.graph.things[index].id, shape: "custom", ctxRenderer: signs.renderer(this, this.graph.things[index]) })));
      this.network = new vis.Network(this.box, { nodes, edges: this.lines }, OPTIONS);
      this.whole();
      this.listen();
      document.fonts.ready.then(() => this.network.redraw());
    }

    /* Places in the shape of the frame: the layout is as high as wide. */
    placed() {
      const order = new Map(this.graph.things.map((thing, index) => [thing.id, index]));
      const places = layout(order.size, this.graph.lines.map(({ from, to }) => [order.get(from), order.get(to)]));
      const span = (axis) => Math.max(...places.map((place) => place[axis])) - Math.min(...places.map((place) => place[axis])) || 1;
      const frame = this.box.clientWidth / this.box.clientHeight;
      if (frame < 1 !== span("x") < span("y")) for (const place of places) [place.x, place.y] = [place.y, place.x];
      const wider = Math.min(2, Math.max(0.5, frame * (span("y") / span("x"))));
      return places.map(({ x, y }) => ({ x: x * wider, y }));
    }

    whole() {
      this.network.fit({ animation: false });
      const room = this.box.clientWidth < 560 ? 0.8 : 0.86;
      this.network.moveTo({ scale: Math.min(1.4, this.network.getScale() * room), animation: false });
    }

    line({ from, to, predicate }, id) {
      const picked = this.near ? from === this.picked || to === this.picked : null;
      const named = picked !== false && this.graph.lines.length <= NAMED_LINES;
      return {
        id, from, to, width: 1.2, dashes: false, ...LINES[relation(predicate)], label: named ? labelOf(predicate) : " ",
        arrows: { to: { enabled: true, scaleFactor: 0.5 } },
        color: { color: this.theme.edge, inherit: false, opacity: picked === false ? 0.1 : 0.85 },
        font: { face: this.theme.font, size: 12, color: this.theme.muted, strokeWidth: 4, strokeColor: this.theme.paper, align: "middle" },
      };
    }

    tell() {
      const told = this.view.querySelector("[data-told]"), { all, things, lines } = this.graph;
      const drawn = { nodes: number(things.length), lines: number(lines.length), all: number(all) };
      told.textContent = say(!lines.length ? told.dataset.none : all > things.length ? told.dataset.cut : told.dataset.drawn, drawn);
      for (const sign of this.view.querySelectorAll("[data-kind]")) {
        sign.hidden = !things.some((thing) => thing.kind === sign.dataset.kind);
      }
      const relations = new Map(lines.map(({ predicate }) => [predicate.id, predicate]));
      this.view.querySelector(".lines-drawn").replaceChildren(...[...relations.values()].slice(0, 12).map((predicate) => (
        element("li", {}, sample(LINES[relation(predicate)] ?? {}), " ", labelOf(predicate)))));
    }

    isFar(id) { return this.near !== null && !this.near.has(id); }

    pick(id) {
      this.picked = id ?? null;
      this.near = id ? new Set([id, ...this.network.getConnectedNodes(id)]) : null;
      this.network.selectNodes(id ? [id] : [], false);
      this.repaint();
      const told = this.view.querySelector(".picked"), thing = this.byId.get(id);
      told.replaceChildren();
      if (!thing) return;
      const name = thing.link ? element("a", { href: thing.link, class: `entity ${thing.kind}` }, thing.text) : thing.text;
      const around = this.graph.lines.filter(({ from, to }) => from === id || to === id);
      const said = around.slice(0, TOLD).map(({ from, to, predicate }) => (
        element("li", {}, `${this.byId.get(from).text} · ${labelOf(predicate)} · ${this.byId.get(to).text}`)));
      if (around.length > TOLD) said.push(element("li", {}, "…"));
      told.append(name, ` · ${told.dataset.links} ${number(around.length)}`, element("ul", { class: "plain small" }, ...said));
    }

    hover(id) {
      this.hovered = id;
      this.box.classList.toggle("over", id !== null);
      this.network.redraw();
    }

    repaint() {
      this.theme = signs.theme(this.box);
      this.lines.update(this.graph.lines.map((line, id) => this.line(line, id)));
      this.network.redraw();
    }

    zoom(factor) {
      if (!factor) this.whole();
      else this.network.moveTo({ scale: Math.min(4, Math.max(0.05, this.network.getScale() * factor)), animation: false });
    }

    key(event) {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (moves[event.key]) {
        const { x, y } = this.network.getViewPosition(), step = 80 / this.network.getScale();
        this.network.moveTo({ position: { x: x + moves[event.key][0] * step, y: y + moves[event.key][1] * step }, animation: false });
      } else if (event.key === "+") this.zoom(1.3);
      else if (event.key === "-") this.zoom(1 / 1.3);
      else if (event.key === "0") this.zoom(0);
      else if (event.key === "Escape") this.pick(null);
      else return;
      event.preventDefault();
    }

    listen() {
      this.network.on("click", ({ nodes }) => this.pick(nodes[0]));
      this.network.on("hoverNode", ({ node }) => this.hover(node));
      this.network.on("blurNode", () => this.hover(null));
      this.network.on("afterDrawing", (ctx) => signs.names(ctx, this));
      const frame = this.box.querySelector(".vis-network");
      for (const [name, value] of [["role", "application"], ["aria-label", this.box.dataset.label], ["tabindex", "0"]]) frame.setAttribute(name, value);
      this.box.addEventListener("keydown", (event) => this.key(event));
      for (const button of this.view.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => this.zoom(Number(button.dataset.zoom)));
      this.repainting = () => this.repaint();
      dark.addEventListener("change", this.repainting);
    }

    close() {
      if (!this.network) return;
      dark.removeEventListener("change", this.repainting);
      this.network.destroy();
    }
  }

  /* The picture of an answer, once its view is shown: it needs its size. Rejects when the library cannot be had. */
  EnlaceSparql.picture = async function (answer, rows) {
    const view = answer.querySelector("#vista-imagen");
    await load(view.dataset.library);
    return new Picture(view, rows);
  };
})();
