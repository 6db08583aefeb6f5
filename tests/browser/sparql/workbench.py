"""What the tests of the workbench share: questions with their addresses, and how to write into the editor."""

import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page

from graph.questions.stored import stored_queries

ENLACE = "PREFIX enlace: <https://w3id.org/enlace/ontology#>\n"
STORED = {one.name: one.text for one in stored_queries()}
COUNTED = f"/sparql?query={quote(STORED['instituciones-por-mesa'])}"
GRAPH = f"/sparql?query={quote(STORED['mesas-como-grafo'])}"
MANY = f"/sparql?query={quote(ENLACE + 'SELECT ?i { ?i a enlace:Institution } ORDER BY ?i LIMIT 120')}"
WRONG = f"/sparql?query={quote(ENLACE + 'SELECT ?mesa {' + chr(10) + '  FILER(?mesa)' + chr(10) + '}')}"
EMPTY = f"/sparql?query={quote('SELECT * { ?s ?p 99 }')}"
# Words of Yasqe, vis-network and CodeMirror that must not be seen, and English that a page in Spanish has no use for.
ENGLISH = re.compile(
    r"\b(run query|share|press|autocomplete|expected|invalid|this line|loading|showing|next|previous|search|fetch\w*|"
    r"copy|copied|download|unfold|zoom|edit|table|chart|picture|rows?|the|and|with|of)\b",
    re.IGNORECASE,
)
SPANISH = re.compile(
    r"[áéíóúñ¿¡«»]|\b(línea|consulta|tabla|filas|copiar|respuesta|los|las|para|una|con|de)\b", re.IGNORECASE
)
# What people read of the workbench itself: not the query, not the data, not the words of the vocabulary.
WORDS = """() => {
  const own = "#consulta, #salida, .lead, h1";
  const data = ".CodeMirror, textarea, tbody, .bars, pre, code, kbd, .words li, .picked, thead, figcaption strong";
  const attributes = ["aria-label", "title", "placeholder", "alt"];
  const found = [];
  for (const root of document.querySelectorAll(own)) {
    for (const one of [root, ...root.querySelectorAll("*")]) {
      if (one.closest(data) || !one.checkVisibility()) continue;
      for (const name of attributes) if (one.getAttribute(name)) found.push(one.getAttribute(name));
      for (const part of one.childNodes) if (part.nodeType === 3 && part.data.trim()) found.push(part.data.trim());
    }
  }
  for (const one of document.querySelectorAll(".yasqe *, .canvas *")) { // what Yasqe and vis-network name by themselves
    for (const name of attributes) if (one.getAttribute(name)) found.push(one.getAttribute(name));
  }
  return found;
}"""
# The middle of a sign of an institution in the picture: eight pixels of its colour beside each other.
SIGN = """() => {
  const canvas = document.querySelector(".canvas canvas"), box = canvas.getBoundingClientRect(), wide = canvas.width;
  const { data } = canvas.getContext("2d").getImageData(0, 0, wide, canvas.height);
  const blue = (at) => data[4 * at] === 31 && data[4 * at + 1] === 63 && data[4 * at + 2] === 115;
  for (let at = 0, run = 0; at < data.length / 4; at += 1) {
    run = blue(at) ? run + 1 : 0;
    if (run < 8) continue;
    const right = (at % wide) - 4, down = Math.floor(at / wide);
    return [box.x + (right * box.width) / wide, box.y + (down * box.height) / canvas.height];
  }
}"""


def editor(page: Page) -> Locator:
    return page.locator(".yasqe textarea, .yasqe [contenteditable=true]").first


def text_of(page: Page) -> str:
    return page.evaluate("EnlaceSparql.editor.value()")


def write(page: Page, text: str) -> None:
    """Replaces what the editor holds, by the keyboard."""
    editor(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
