// «Copiar» beside a line: puts it on the clipboard, or selects it where a page may not (http without TLS).
// Without this script the button stays hidden and the line can be selected with one click.
"use strict";

const told = document.getElementById("copiado");

function select(line) {
  const range = document.createRange();
  range.selectNodeContents(line);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(line) {
  select(line);
  try {
    await navigator.clipboard.writeText(line.textContent);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const line = button.parentElement.querySelector("[data-line]");
    const done = (await copy(line)) ? button.dataset.done : button.dataset.hand;
    button.textContent = told.textContent = done;
    setTimeout(() => { button.textContent = name; told.textContent = ""; }, 2500);
  });
}
