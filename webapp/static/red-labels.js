/* Names on the picture, always in the same size: first who is picked and near, then mesas, then the most linked. A name
   is written only where it covers no other name and no sign, so that coming closer brings out more of them. */
(function () {
  "use strict";
  const EnlaceRed = (window.EnlaceRed = window.EnlaceRed || {});

  const WIDEST = 132, NARROW = 98; // pixels; longer names break into lines, in a narrow frame sooner
  const FONTS = { mesa: [600, 13.5], institution: [500, 12.5], agreement: [450, 12] };
  const MOST = 140; // names tried in one frame
  const ALWAYS = 8; // names that may cover some signs, so that no overview is without any
  const CROWD = 100; // members in the frame, from which on only the most linked institutions are named
  const measured = new Map();

  /* A mesa's sign says that it is one: «Mesa de Datos Abiertos» is written «Datos Abiertos». */
  function shortName(node) {
    if (node.acronym) return node.acronym;
    if (node.type !== "mesa") return node.label;
    const rest = node.label.replace(/^mesa (de (la |las |los )?|del )/i, "");
    return rest.charAt(0).toUpperCase() + rest.slice(1);
  }

  function breakLines(ctx, text, widest, most) {
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? line + " " + word : word;
      if (line && ctx.measureText(longer).width > widest) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push(line);
    return lines.length > most ? [...lines.slice(0, most - 1), lines[most - 1] + "…"] : lines;
  }

  function measure(ctx, node, whole, family, widest) {
    const key = `${node.id} ${whole} ${widest}`;
    const [weight, size] = FONTS[node.type];
    const font = `${weight} ${size}px ${family}`;
    ctx.font = font;
    if (!measured.has(key)) {
      const lines = breakLines(ctx, whole ? node.label : shortName(node), widest, whole ? 4 : node.type === "agreement" ? 2 : 3);
      const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
      measured.set(key, { font, lines, width, step: size * 1.18, height: lines.length * size * 1.18 });
    }
    return measured.get(key);
  }
  EnlaceRed.forgetNames = () => measured.clear();

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /* Below, above, right, left of the sign, then at its corners: the boxes where the name could stand. */
  function places(spot, size) {
    const { x, y, r, rank } = spot;
    const half = size.width / 2, mid = size.height / 2, gap = r + (rank === 0 ? 10 : 4), side = gap + 1, near = gap * 0.6;
    const corners = [
      [x - half, y + gap], [x - half, y - gap - size.height], [x + side, y - mid], [x - side - size.width, y - mid],
      [x + near, y + near], [x - near - size.width, y + near], [x + near, y - near - size.height], [x - near - size.width, y - near - size.height],
    ];
    return corners.map(([left, top]) => [left, top, left + size.width, top + size.height]);
  }

  /* Where a name goes, whole in the frame if it can: where it covers nothing; a mesa's, if there is no such place, over
     a sign or two (in a crowd the first names over more); the name of who is picked anywhere. Null: nowhere. */
  function place(spot, size, names, signs, frame) {
    const inside = (box) => box[0] >= 2 && box[1] >= 2 && box[2] <= frame.width - 2 && box[3] <= frame.height - 2;
    const boxes = places(spot, size).filter((box) => inside(box) && !names.some((other) => meet(box, other)));
    const cost = (box) => signs.reduce((sum, sign) => sum + (meet(box, sign.box) ? sign.weight : 0), 0);
    const allowed = spot.rank > 2 ? 0 : frame.crowded && names.length < ALWAYS ? 12 : 2;
    const best = boxes.map((box) => ({ box, cost: cost(box) })).reduce((a, b) => (b.cost < a.cost ? b : a), { box: null, cost: Infinity });
    if (best.cost <= allowed) return best.box;
    return spot.rank === 0 ? best.box || places(spot, size)[0] : null;
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

  /* In a crowded frame only mesas and the most linked are named; whoever comes closer sees the others' names too. */
  function worthNaming(crowded, scale) {
    return (spot) => spot.rank < 3 || (spot.rank === 3 ? !crowded || spot.node.degree > 2 : scale > 0.9);
  }

  /* Writes the names onto a frame. spots: [{node, x, y, r}] in pixels of the frame, whose width and height are given. */
  EnlaceRed.paintNames = function (ctx, picture, spots, width, height) {
    const { theme } = picture;
    const shown = spots
      .filter((spot) => spot.x > -20 && spot.y > -20 && spot.x < width + 20 && spot.y < height + 20)
      .map((spot) => ({ ...spot, rank: importance(picture, spot.node) }));
    const signs = shown.map(({ node, x, y, r }) => ({ box: [x - r + 1, y - r + 1, x + r - 1, y + r - 1], weight: node.type === "mesa" ? 9 : 1 }));
    const crowded = shown.length > CROWD, names = [];
    const wanted = shown
      .filter((spot) => spot.rank === 0 || !picture.isFar(spot.node.id))
      .filter(worthNaming(crowded, picture.scale()))
      .sort((a, b) => a.rank - b.rank || b.node.degree - a.node.degree || (a.node.id < b.node.id ? -1 : 1))
      .slice(0, MOST);
    for (const spot of wanted) {
      const size = measure(ctx, spot.node, spot.rank === 0, theme.font, width < 560 ? NARROW : WIDEST);
      const box = place(spot, size, names, signs, { width, height, crowded });
      if (!box) continue;
      names.push(box);
      write(ctx, size, box, spot.node.type === "institution" ? theme.ink : theme[spot.node.type], theme.paper);
    }
  };
})();
