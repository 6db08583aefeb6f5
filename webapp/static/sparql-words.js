/* What the scripts of the workbench share: the words of the vocabulary as the page lists them, and small sentences. */
"use strict";

window.EnlaceSparql = {
  /* [{name: "enlace:ledBy", label, group, comment}], in the reader's language. */
  terms: [...document.querySelectorAll("[data-group]")].map((button) => ({
    name: button.dataset.insert, group: button.dataset.group, comment: button.title,
    label: button.querySelector("span").textContent,
  })),

  /* {enlace: "https://w3id.org/enlace/ontology#", …} */
  prefixes: Object.fromEntries([...document.querySelectorAll("[data-prefix][data-space]")].map(
    (button) => [button.dataset.prefix, button.dataset.space])),

  /* A sentence with its places filled: say("Filas {first} a {last}", {first: 1, last: 50}). */
  say: (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all)),

  /* A number as the reader's language writes it. */
  number: (value) => value.toLocaleString(document.documentElement.lang),

  /* Small letters without accents, by which words are compared. */
  fold: (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(),

  /* An element with its attributes and children, which are elements or text: never markup. */
  element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  },
};
