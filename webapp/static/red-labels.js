/* Names on the picture, always in the same size: first who is picked and near, then mesas, then the most linked. A name
   is written only where it covers no other name and no sign, so that coming closer brings out more of them. */
(function () {
  "use strict";
  const EnlaceRed = (window.EnlaceRed = window.EnlaceRed || {});

  const WIDEST = 132; // pixels; longer names break into lines
  const FONTS = { mesa: [600, 13.5], institution: [500, 12.5], agreement: [450, 12] };
  const MOST = 140; // names tried in one frame
  const measured = new Map();

  /* A mesa's sign says that it is one: «Mesa de Datos Abiertos» is written «Datos Abiertos». */
  function shortName(node) {
    if (node.acronym) return node.acronym;
    if (node.type !== "mesa") return node.label;
    const rest = node.label.replace(/^mesa (de (la |las |los )?|del )/i, "");
    return rest.charAt(0).toUpperCase() + rest.slice(1);
  }

  function breakLines(ctx, text, most) {
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? line + " " + word : word;
      if (line && ctx.measureText(longer).width > WIDEST) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push(line);
    return lines.length > most ? [...lines.slice(0, most - 1), lines[most - 1] + "…"] : lines;
  }

  function measure(ctx, node, whole, family) {
    const key = node.id + (whole ? "+" : "");
    const [weight, size] = FONTS[node.type];
    const font = `${weight} ${size}px ${family}`;
    ctx.font = font;
    if (!measured.has(key)) {
      const lines = breakLines(ctx, whole ? node.label : shortName(node), whole ? 4 : node.type === "agreement" ? 2 : 3);
      const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
      measured.set(key, { font, lines, width, step: size * 1.18, height: lines.length * size * 1.18 });
    }
    return measured.get(key);
  }
  EnlaceRed.forgetNames = () => measured.clear();

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /* Below, above, right, left of the sign: the boxes where the name could stand. */
  function places(spot, size) {
    const { x, y, r } = spot;
    const half = size.width / 2, gap = r + 4, mid = size.height / 2;
    return [[x - half, y + gap], [x - half, y - gap - size.height], [x + gap + 1, y - mid], [x - gap - 1 - size.width, y - mid]]
      .map(([left, top]) => [left, top, left + size.width, top + size.height]);
  }

  function write(ctx, size, box, colour, halo) {
    ctx.font = size.font;
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    const middle = (box[0] + box[2]) / 2;
    size.lines.forEach((line, number) => {
      const y = box[1] + number * size.step;
      ctx.strokeStyle = halo;
      ctx.strokeText(line, middle, y);
      ctx.fillStyle = colour;
      ctx.fillText(line, middle, y);
    });
  }

  /* Who is named first: 0 picked or pointed at, 1 near who is picked, then mesas, institutions, agreements. */
  function importance(picture, node) {
    if (node.id === picture.picked || node.id === picture.hovered) return 0;
    if (picture.near && picture.near.has(node.id)) return 1;
    return { mesa: 2, institution: 3, agreement: 4 }[node.type];
  }

  /* Writes the names onto a frame. spots: [{node, x, y, r}] in pixels of the frame, whose width and height are given. */
  EnlaceRed.paintNames = function (ctx, picture, spots, width, height) {
    const { theme } = picture;
    const shown = spots.filter((spot) => spot.x > -20 && spot.y > -20 && spot.x < width + 20 && spot.y < height + 20);
    const taken = shown.map(({ x, y, r }) => [x - r + 1, y - r + 1, x + r - 1, y + r - 1]);
    const wanted = shown
      .filter((spot) => !picture.isFar(spot.node.id) || spot.node.id === picture.hovered)
      .map((spot) => ({ ...spot, rank: importance(picture, spot.node) }))
      .filter((spot) => spot.rank < 4 || picture.scale() > 0.9)
      .sort((a, b) => a.rank - b.rank || b.node.degree - a.node.degree || (a.node.id < b.node.id ? -1 : 1))
      .slice(0, MOST);
    for (const spot of wanted) {
      const size = measure(ctx, spot.node, spot.rank === 0, theme.font);
      const boxes = places(spot, size);
      const free = boxes.find((box) => !taken.some((other) => meet(box, other)));
      const box = free || (spot.rank === 0 ? boxes[0] : null);
      if (!box) continue;
      taken.push(box);
      write(ctx, size, box, spot.node.type === "institution" ? theme.ink : theme[spot.node.type], theme.paper);
    }
  };
})();
