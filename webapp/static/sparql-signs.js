/* Signs and names of the picture of an answer. The shape says what a thing is and the colour repeats it, as everywhere on
   the site; a name is written only where it covers no other name, so that coming closer brings out more of them. */
(function () {
  "use strict";
  const TOKENS = ["institution", "mesa", "agreement", "session", "muted", "ink", "paper", "edge", "highlight"];
  const WIDEST = 140, SIZE = 12.5, STEP = 14.5; // pixels on the screen, however far away

  const trace = {
    mesa(ctx, x, y, r) { ctx.roundRect(x - r * 0.94, y - r * 0.94, r * 1.88, r * 1.88, r * 0.4); },
    agreement(ctx, x, y, r) { polygon(ctx, [[x, y - r * 1.15], [x + r * 1.15, y], [x, y + r * 1.15], [x - r * 1.15, y]]); },
    session(ctx, x, y, r) { polygon(ctx, [[x, y - r * 1.1], [x + r * 1.1, y + r * 0.85], [x - r * 1.1, y + r * 0.85]]); },
    record(ctx, x, y, r) { ctx.rect(x - r * 0.75, y - r, r * 1.5, r * 2); },
  };

  function polygon(ctx, corners) {
    corners.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
  }

  function paint(ctx, kind, x, y, r, colour) {
    ctx.beginPath();
    if (trace[kind]) trace[kind](ctx, x, y, r);
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = colour;
    ctx.fill();
  }

  /* The colours of the page as it is now, light or dark. */
  function theme(element) {
    const style = getComputedStyle(element);
    return { font: style.fontFamily, ...Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) };
  }

  /* In units of the picture: never so small, however far away, that one does not see what it is. */
  const radius = (thing, scale) => Math.max(thing.kind ? 9 + 2.2 * Math.sqrt(thing.links) : 6, (thing.kind ? 4 : 2.5) / scale);

  /* A vis-network ctxRenderer for one thing. `picture` knows the theme, who is picked and who is near. */
  function renderer(picture, thing) {
    return ({ ctx, x, y }) => {
      const r = radius(thing, picture.network?.getScale() ?? 1);
      return { drawNode: () => draw(ctx, x, y, r), nodeDimensions: { width: 2 * r, height: 2 * r } };
    };

    function draw(ctx, x, y, r) {
      const colours = picture.theme, marked = picture.picked === thing.id || picture.hovered === thing.id;
      ctx.save();
      if (picture.isFar(thing.id)) ctx.globalAlpha = 0.18;
      paint(ctx, thing.kind, x, y, r * (marked ? 1.5 : 1.15), marked ? colours.highlight : colours.paper);
      paint(ctx, thing.kind, x, y, r, colours[thing.kind] ?? colours.muted);
      if (thing.kind === "mesa" || thing.kind === "person") paint(ctx, thing.kind, x, y, r * 0.56, colours.paper);
      ctx.restore();
    }
  }

  function lines(ctx, text) {
    const whole = text.length > 72 ? `${text.slice(0, 70).trimEnd()}…` : text;
    return whole.split(" ").reduce((made, word) => {
      const longer = `${made.at(-1)} ${word}`.trim();
      return ctx.measureText(longer).width > WIDEST ? [...made, word] : [...made.slice(0, -1), longer];
    }, [""]).filter(Boolean);
  }

  /* Below, above, right and left of a sign. */
  function places({ x, y, r }, width, height) {
    return [[x - width / 2, y + r + 3], [x - width / 2, y - r - 3 - height], [x + r + 4, y - height / 2], [x - r - 4 - width, y - height / 2]]
      .map(([left, top]) => [left, top, left + width, top + height]);
  }

  const meet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
  const rank = (picture, thing) => (picture.picked === thing.id || picture.hovered === thing.id ? 0 : picture.near?.has(thing.id) ? 1 : thing.kind === "mesa" ? 2 : 3);

  /* Writes the names over a drawn picture, the most important first. */
  function names(ctx, picture) {
    const scale = picture.network.getScale(), ratio = ctx.getTransform().a / scale, frame = [2, 2, picture.box.clientWidth - 2, picture.box.clientHeight - 2];
    const spots = picture.graph.things.filter((thing) => !picture.isFar(thing.id)).map((thing) => {
      const { x, y } = picture.network.canvasToDOM(picture.network.getPosition(thing.id));
      return { thing, x, y, r: radius(thing, scale) * scale, rank: rank(picture, thing) };
    }).filter(({ x, y }) => x > 0 && y > 0 && x < frame[2] && y < frame[3]);
    const taken = spots.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(ctx, { textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 4, strokeStyle: picture.theme.paper });
    for (const spot of spots.toSorted((one, other) => one.rank - other.rank || other.thing.links - one.thing.links)) write(ctx, picture, spot, taken, frame);
    ctx.restore();
  }

  function write(ctx, picture, spot, taken, frame) {
    ctx.font = `${spot.thing.kind === "mesa" ? 640 : 450} ${SIZE}px ${picture.theme.font}`;
    const text = lines(ctx, spot.thing.text);
    const width = Math.max(...text.map((line) => ctx.measureText(line).width), 1), boxes = places(spot, width, text.length * STEP);
    const inside = (box) => box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
    const box = boxes.find((one) => inside(one) && !taken.some((other) => meet(one, other))) ?? (spot.rank === 0 ? boxes[0] : null);
    if (!box) return;
    taken.push(box);
    ctx.fillStyle = spot.thing.kind === "institution" ? picture.theme.ink : picture.theme[spot.thing.kind] ?? picture.theme.ink;
    text.forEach((line, index) => {
      ctx.strokeText(line, (box[0] + box[2]) / 2, box[1] + index * STEP);
      ctx.fillText(line, (box[0] + box[2]) / 2, box[1] + index * STEP);
    });
  }

  EnlaceSparql.signs = { theme, renderer, names };
})();
