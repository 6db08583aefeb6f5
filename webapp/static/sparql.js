// The workbench's comforts: it works without them. Ctrl+Enter, words into the editor, copy the address, busy button.
"use strict";

const LONGEST_ADDRESS = 6000; // characters; a longer query is sent by POST
const form = document.getElementById("consulta");
const editor = document.getElementById("query");
const button = form.querySelector("button[type=submit]");
const label = button.textContent;

function busy(yes) {
  button.toggleAttribute("aria-busy", yes);
  button.textContent = yes ? button.dataset.busy : label;
}

function insert(text, top) {
  const at = top ? 0 : editor.selectionStart;
  editor.setRangeText(text, at, top ? 0 : editor.selectionEnd, "end");
  editor.focus();
}

function offset(line, column) {
  const before = editor.value.split("\n").slice(0, line - 1);
  return before.join("\n").length + (line > 1 ? 1 : 0) + column - 1;
}

async function copy(link) {
  const words = link.textContent;
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form)).toString();
  await navigator.clipboard.writeText(address.href);
  link.textContent = link.dataset.copy;
  setTimeout(() => { link.textContent = words; }, 2500);
}

editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

form.addEventListener("submit", () => {
  form.method = encodeURIComponent(editor.value).length > LONGEST_ADDRESS ? "post" : "get";
  busy(true);
});

window.addEventListener("pageshow", () => busy(false)); // also when the reader comes back to this page

form.addEventListener("click", (event) => {
  const word = event.target.closest("[data-insert]");
  if (word) insert(word.dataset.insert, "top" in word.dataset);
});

for (const link of document.querySelectorAll("[data-copy]")) {
  link.hidden = !navigator.clipboard;
  link.addEventListener("click", () => copy(link));
}

if (editor.dataset.line) {
  const at = offset(Number(editor.dataset.line), Number(editor.dataset.column));
  editor.setSelectionRange(at, at);
}
