/* Signs of the picture: institution a circle, mesa an open rounded square, agreement a diamond, in the colours of the page.
   The shape says what it is; colour repeats it. vis-network calls a renderer for each member and frame. */
(function () {
  "use strict";
  const EnlaceRed = (window.EnlaceRed = window.EnlaceRed || {});

  const SMALLEST = { institution: 4, mesa: 6, agreement: 4.5 }; // radius in pixels, however far away
  const TOKENS = ["institution", "mesa", "agreement", "ink", "muted", "paper", "surface", "edge", "highlight"];

  /* The colours of the page as it is now, light or dark. */
  EnlaceRed.readTheme = function (element) {
    const style = getComputedStyle(element);
    const theme = { font: style.fontFamily };
    for (const name of TOKENS) theme[name] = style.getPropertyValue("--" + name).trim();
    return theme;
  };

  const trace = {
    institution(ctx, x, y, r) { ctx.arc(x, y, r, 0, 2 * Math.PI); },
    mesa(ctx, x, y, r) {
      const side = r * 0.94;
      ctx.roundRect(x - side, y - side, 2 * side, 2 * side, side * 0.42);
    },
    agreement(ctx, x, y, r) {
      const reach = r * 1.12;
      ctx.moveTo(x, y - reach);
      ctx.lineTo(x + reach, y);
      ctx.lineTo(x, y + reach);
      ctx.lineTo(x - reach, y);
      ctx.closePath();
    },
  };

  /* The radius of a sign in picture units: never too small to see, a little smaller where all of a large network shows. */
  EnlaceRed.radius = function (node, scale) {
    const shrink = Math.min(1, Math.max(0.55, scale / 0.3));
    return Math.max(node.size, (SMALLEST[node.type] * shrink) / scale);
  };

  function fill(ctx, node, x, y, r, colour) {
    ctx.beginPath();
    trace[node.type](ctx, x, y, r);
    ctx.fillStyle = colour;
    ctx.fill();
  }

  /* A vis-network ctxRenderer for one member. `picture` knows the theme, the zoom, who is picked and who is near. */
  EnlaceRed.signRenderer = function (picture, node) {
    return function ({ ctx, x, y }) {
      const scale = picture.scale();
      const r = EnlaceRed.radius(node, scale);
      const px = 1 / scale;
      return {
        drawNode() {
          const { theme } = picture;
          ctx.save();
          if (picture.isFar(node.id)) ctx.globalAlpha = 0.16;
          if (picture.picked === node.id) {
            fill(ctx, node, x, y, r + 7 * px, theme.highlight);
            fill(ctx, node, x, y, r + 3 * px, theme.paper);
          } else {
            fill(ctx, node, x, y, r + (picture.hovered === node.id ? 4 : 1.5) * px,
              picture.hovered === node.id ? theme.highlight : theme.paper);
          }
          fill(ctx, node, x, y, r, theme[node.type]);
          if (node.type === "mesa") fill(ctx, node, x, y, r * 0.56, theme.paper);
          ctx.restore();
        },
        nodeDimensions: { width: 2 * r, height: 2 * r },
      };
    };
  };

  /* The colour of a line: what agreements and mesas are part of has theirs; who leads has the ink of institutions. */
  EnlaceRed.lineColour = function (relation, theme) {
    if (relation === "agreementOf" || relation === "responsible") return theme.agreement;
    if (relation === "subMesaOf") return theme.mesa;
    return relation === "ledBy" ? theme.institution : theme.edge;
  };
})();
