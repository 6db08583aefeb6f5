// Opens the folded filters of a list where there is room for them. Without this script they open with a click.
"use strict";

const wide = window.matchMedia("(min-width: 62rem)");

function unfold() {
  for (const fold of document.querySelectorAll("details.fold")) fold.open = wide.matches || fold.hasAttribute("data-chosen");
}

unfold();
wide.addEventListener("change", unfold);
