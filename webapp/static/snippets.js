// «Copiar» beside lines of a program. Where a page may not use the clipboard (http without TLS) the lines are selected.
"use strict";

async function copyLines(button) {
  const lines = button.closest(".snippet").querySelector("pre code");
  window.getSelection().selectAllChildren(lines);
  try {
    await navigator.clipboard.writeText(lines.textContent);
  } catch {
    if (!document.execCommand("copy")) return;
  }
  const name = [...button.childNodes];
  button.replaceChildren(button.dataset.done);
  setTimeout(() => button.replaceChildren(...name), 2500);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy-lines]");
  if (button) copyLines(button);
});

function showCopyButtons() {
  for (const button of document.querySelectorAll("[data-copy-lines]")) button.hidden = false;
}

showCopyButtons();
