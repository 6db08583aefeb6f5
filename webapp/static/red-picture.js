/* The picture: vis-network holds and moves it, signs and names are ours. Positions come from the build; nothing moves
   by itself, and nothing is drawn while nobody does anything. Needs red-signs.js and red-labels.js. */
(function () {
  "use strict";
  const EnlaceRed = (window.EnlaceRed = window.EnlaceRed || {});

  const FINGER = 22; // pixels: how far from a sign a touch may be
  const CLOSEST = 4;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  EnlaceRed.Picture = class {
    /* box: the element. data: network.json. told: {node(id or null), edge(id)}, called when someone is picked here. */
    constructor(box, data, told) {
      this.box = box;
      this.told = told;
      this.members = new Map(data.nodes.map((node) => [node.id, node]));
      this.lines = new Map(data.edges.map((edge) => [edge.id, edge]));
      this.visible = new Set(this.members.keys());
      this.visibleLines = new Set(this.lines.keys());
      this.picked = this.hovered = this.near = this.pickedLine = null;
      this.stretch = 1;
      this.theme = EnlaceRed.readTheme(box);
      this.nodes = new vis.DataSet(data.nodes.map((node) => ({
        id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: EnlaceRed.signRenderer(this, node),
      })));
      this.edges = new vis.DataSet(data.edges.map((edge) => this.lineItem(edge)));
      this.network = new vis.Network(box, { nodes: this.nodes, edges: this.edges }, data.options);
      this.listen();
      this.fit(false);
      document.fonts.ready.then(() => { EnlaceRed.forgetNames(); this.network.redraw(); });
    }

    scale() { return this.network ? this.network.getScale() : 1; }

    isFar(id) { return this.near !== null && !this.near.has(id); }

    lineItem(edge) {
      const near = this.pickedLine ? edge.id === this.pickedLine
        : this.picked ? edge.from === this.picked || edge.to === this.picked : null;
      const rest = edge.relation === "ledBy" ? 0.9 : 0.6;
      return {
        id: edge.id, from: edge.from, to: edge.to, smooth: edge.smooth || false, arrows: edge.arrows || "",
        dashes: edge.dashes ? edge.dashes.map((length) => length * this.stretch) : false,
        width: (edge.width + (near ? 0.75 : 0)) * this.stretch, hidden: !this.visibleLines.has(edge.id),
        color: { color: EnlaceRed.lineColour(edge.relation, this.theme), inherit: false, opacity: near === null ? rest : near ? 1 : 0.1 },
      };
    }

    listen() {
      const net = this.network;
      net.on("click", (event) => this.clicked(event));
      net.on("hoverNode", ({ node }) => this.hover(node));
      net.on("blurNode", () => this.hover(null));
      net.on("hoverEdge", () => this.pointer(true));
      net.on("blurEdge", () => this.pointer(false));
      net.on("zoom", () => this.clamp());
      net.on("afterDrawing", (ctx) => this.paintNames(ctx));
      dark.addEventListener("change", () => this.repaint());
      this.box.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
      this.box.addEventListener("keydown", (event) => this.key(event));
      const frame = this.box.querySelector(".vis-network");
      frame.setAttribute("role", "application");
      frame.setAttribute("aria-label", this.box.dataset.label);
      frame.tabIndex = 0;
    }

    /* Only who asks for it with Ctrl (or pinches) zooms: the wheel scrolls the page, as everywhere. */
    wheel(event) {
      if (event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      if (!this.hint) this.hint = this.box.parentElement.querySelector(".red-hint");
      this.hint.hidden = false;
      clearTimeout(this.hinting);
      this.hinting = setTimeout(() => { this.hint.hidden = true; }, 1400);
    }

    key(event) {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (moves[event.key]) this.pan(...moves[event.key]);
      else if (event.key === "+") this.zoom(1.3);
      else if (event.key === "-") this.zoom(1 / 1.3);
      else if (event.key === "0") this.fit();
      else if (event.key === "Escape") this.told.node(null);
      else return;
      event.preventDefault();
    }

    pan(right, down) {
      const { x, y } = this.network.getViewPosition();
      const step = 80 / this.scale();
      this.network.moveTo({ position: { x: x + right * step, y: y + down * step }, animation: false });
    }

    zoom(factor) {
      const scale = Math.min(CLOSEST, Math.max(this.farthest, this.scale() * factor));
      this.network.moveTo({ scale, animation: this.moving(180) });
      this.adapt(scale);
    }

    clamp() {
      const scale = Math.min(CLOSEST, Math.max(this.farthest, this.scale()));
      if (scale !== this.scale()) this.network.moveTo({ scale, animation: false });
      this.adapt(scale);
    }

    /* Lines keep a visible width from far away; they change in steps, not with each turn of the wheel. */
    adapt(scale) {
      const stretch = Math.min(3, Math.max(1, 0.8 / scale));
      if (Math.abs(stretch - this.stretch) / this.stretch < 0.2) return;
      this.stretch = stretch;
      this.repaintLines();
    }

    moving(duration) { return calm.matches ? false : { duration, easingFunction: "easeInOutQuad" }; }

    /* Everything that is shown, or only some members, with room for the names around it. */
    fit(moving = true, ids = [...this.visible]) {
      if (!ids.length) return;
      const places = ids.map((id) => this.members.get(id));
      const xs = places.map((node) => node.x), ys = places.map((node) => node.y);
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const { clientWidth, clientHeight } = this.box;
      const [wide, high] = clientWidth < 560 ? [56, 72] : [110, 84];
      const scale = Math.min((clientWidth - wide) / (right - left + 40), (clientHeight - high) / (bottom - top + 40), 1.25);
      if (ids.length === this.visible.size) this.farthest = Math.max(0.02, scale * 0.6);
      const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale };
      this.network.moveTo({ position, scale: Math.max(scale, 0.02), animation: moving ? this.moving(190) : false });
      this.adapt(scale);
    }

    hover(id) {
      this.hovered = id;
      this.pointer(id !== null);
      this.network.redraw();
    }

    pointer(over) { this.box.classList.toggle("red-over", over); }

    clicked({ nodes, edges, pointer }) {
      const id = nodes[0] || this.nearest(pointer.canvas);
      if (id) this.told.node(id);
      else if (edges[0]) this.told.edge(edges[0]);
      else this.told.node(null);
    }

    /* Who stands within a finger's width of a point. */
    nearest({ x, y }) {
      let best = null, least = FINGER / this.scale();
      for (const id of this.visible) {
        const node = this.members.get(id);
        const far = Math.hypot(node.x - x, node.y - y) - EnlaceRed.radius(node, this.scale());
        if (far < least) { best = id; least = far; }
      }
      return best;
    }

    /* Picks a member or a line (or nobody): the rest steps back. `move` brings it into view. */
    pick(node, edge, move) {
      const line = edge && this.lines.get(edge);
      this.picked = node && this.members.has(node) ? node : null;
      this.pickedLine = line ? edge : null;
      this.near = line ? new Set([line.from, line.to]) : this.picked ? this.around(this.picked) : null;
      this.repaintLines();
      if (move && this.near) this.fit(true, [...this.near].filter((id) => this.visible.has(id)));
    }

    around(id) {
      const near = new Set([id]);
      for (const edge of this.lines.values()) {
        if (!this.visibleLines.has(edge.id)) continue;
        if (edge.from === id) near.add(edge.to);
        if (edge.to === id) near.add(edge.from);
      }
      return near;
    }

    /* Shows these members and lines only. */
    show(nodes, edges) {
      this.visible = nodes;
      this.visibleLines = edges;
      this.nodes.update([...this.members.keys()].map((id) => ({ id, hidden: !nodes.has(id) })));
      this.pick(this.picked, this.pickedLine, false);
    }

    repaintLines() { this.edges.update([...this.lines.values()].map((edge) => this.lineItem(edge))); }

    repaint() {
      this.theme = EnlaceRed.readTheme(this.box);
      this.repaintLines();
    }

    paintNames(ctx) {
      const ratio = ctx.getTransform().a / this.scale();
      const spots = [...this.visible].map((id) => {
        const node = this.members.get(id);
        const { x, y } = this.network.canvasToDOM(node);
        return { node, x, y, r: EnlaceRed.radius(node, this.scale()) * this.scale() };
      });
      ctx.save();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      EnlaceRed.paintNames(ctx, this, spots, this.box.clientWidth, this.box.clientHeight);
      ctx.restore();
    }
  };
})();
