/* The editor: Yasqe, the editor of YASGUI, in place of the text area, which stays in the form and carries the query.
   Nothing that Yasqe would ask the web for is switched on: words and prefixes are those that the page lists. */
(function () {
  "use strict";
  const { element, fold, prefixes, say, terms } = EnlaceSparql;
  const area = document.getElementById("query");
  const box = document.getElementById("editor");
  const checked = document.getElementById("revisado");
  const WAIT = 500; // milliseconds after the last key before a fault is told in words

  /* The text area as it is, where the editor did not arrive. */
  EnlaceSparql.editor = {
    value: () => area.value,
    set(text) { area.value = text; },
    focus() { area.focus(); },
    focused: () => document.activeElement === area,
    insert(text, top) {
      const at = top ? 0 : area.selectionStart;
      area.setRangeText(text, at, top ? 0 : area.selectionEnd, "end");
      area.focus();
    },
    fault(line, column) {
      const before = area.value.split("\n").slice(0, line - 1);
      const at = before.join("\n").length + (line > 1 ? 1 : 0) + column - 1;
      area.setSelectionRange(at, at);
    },
  };
  if (typeof Yasqe === "undefined") return;

  /* ---- words that are proposed ---- */

  /* The words of the vocabulary that begin with what was typed, by their name first, then by a word of their label. */
  function proposals(typed) {
    const start = fold(typed.slice(typed.indexOf(":") + 1));
    const called = (term) => fold(term.name.slice(term.name.indexOf(":") + 1)).startsWith(start);
    const labelled = (term) => fold(term.label).split(/\s+/).some((word) => word.startsWith(start));
    const found = terms.filter((term) => called(term) || labelled(term));
    const names = found.sort((one, other) => called(other) - called(one)).map((term) => term.name);
    return names.length === 1 && names[0] === typed ? [] : names; // whoever wrote it whole wants Enter for a new line
  }

  function draw(item, self) {
    const term = terms.find((one) => one.name === self.text);
    item.replaceChildren(element("code", {}, self.text), ...(term ? [" ", element("span", {}, term.label)] : []));
  }

  const labelled = (yasqe, hints) => hints.map((hint) => ({ ...hint, render: (item, data, self) => draw(item, self) }));

  /* What stands before the cursor, if a word of the vocabulary may stand there. */
  function typedWord(yasqe) {
    const cursor = yasqe.getDoc().getCursor();
    const token = yasqe.getTokenAt(cursor);
    if (token.state.inPrefixDecl || ["comment", "string", "variable-3", "atom"].includes(token.type)) return null;
    const line = yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch);
    if (/\b(?:PREFIX|BASE)\b[^>]*$/i.test(line)) return null;
    return line.match(/(?:^|[\s({|/^!;,.])((?:enlace:)?[\p{L}\d_]*)$/u)?.[1] ?? null;
  }

  const completer = {
    bulk: false,
    get: (yasqe) => proposals(typedWord(yasqe) ?? ""),
    preProcessToken(yasqe, token) {
      const cursor = yasqe.getDoc().getCursor();
      return { ...token, from: { ch: cursor.ch - (typedWord(yasqe) ?? "").length }, to: { ch: cursor.ch } };
    },
    postprocessHints: labelled,
  };

  Yasqe.defaults.autocompleters = []; // Yasqe's own for classes and properties ask lov.linkeddata.es
  Yasqe.forkAutocompleter("variables", { name: "variables", autoShow: false }); // by itself it would take Enter after «?o»
  Yasqe.registerAutocompleter({ // «enlace:le» proposes by itself
    ...completer, name: "enlace", autoShow: true,
    isValidCompletionPosition: (yasqe) => Boolean(typedWord(yasqe)?.startsWith("enlace:")),
  });
  Yasqe.registerAutocompleter({ // «lidera» proposes when asked with Ctrl + space
    ...completer, name: "palabras", autoShow: false,
    isValidCompletionPosition: (yasqe) => !(typedWord(yasqe) ?? "enlace:").startsWith("enlace:"),
  });
  Yasqe.forkAutocompleter("prefixes", { // declares a prefix that is used, and proposes after PREFIX
    name: "prefijos", persistenceId: null,
    get: () => Object.entries(prefixes).map(([prefix, space]) => `${prefix}: <${space}>`),
  });

  /* ---- the editor ---- */

  const ask = () => document.getElementById("consulta").requestSubmit();
  box.hidden = false;
  area.hidden = true;
  const yasqe = new Yasqe(box, {
    value: area.value, screenReaderLabel: box.dataset.label, inputStyle: "contenteditable", viewportMargin: Infinity, editorHeight: "auto",
    persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false, resizeable: false,
    requestConfig: { endpoint: document.getElementById("consulta").action },
    extraKeys: {
      "Ctrl-Enter": ask, "Cmd-Enter": ask, Tab: false, "Shift-Tab": false, "Ctrl-]": "indentMore", "Ctrl-[": "indentLess",
      Esc: false, "Ctrl-S": false, "Shift-Ctrl-F": false, "Shift-Ctrl-K": false, "Shift-Ctrl-D": false,
    },
  });
  yasqe.showNotification = () => {}; // English, and the page says it
  const input = yasqe.getInputField();
  for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-describedby", "ayuda revisado"]]) {
    input.setAttribute(name, value);
  }
  document.getElementById("consulta-nombre").addEventListener("click", () => yasqe.focus());
  document.getElementById("teclas").hidden = false;

  yasqe.on("autocompletionShown", (_, widget) => widget.hints.setAttribute("aria-label", box.dataset.options));
  box.addEventListener("click", (event) => nameFold(event.target));
  yasqe.on("fold", () => box.querySelectorAll(".CodeMirror-foldmarker").forEach(nameFold));

  function nameFold(mark) {
    if (mark.classList.contains("CodeMirror-foldmarker")) mark.title = box.dataset.fold;
    if (mark.classList.contains("CodeMirror-foldmarker")) mark.setAttribute("aria-label", box.dataset.fold);
  }

  /* ---- faults ---- */

  let marks = [], waiting = null;

  function clear() {
    for (const mark of marks) mark.clear();
    marks = [];
    yasqe.clearGutter("gutterErrorBar");
    yasqe.getDoc().eachLine((line) => { yasqe.removeLineClass(line, "background", "faulty"); }); // a value would end it
    input.removeAttribute("aria-invalid");
  }

  /* Marks a place: its line, a sign beside it, and the word that stands there. */
  function mark(line, from, to) {
    const sign = element("span", { class: "fault-sign", "aria-hidden": "true" }, "▲");
    yasqe.setGutterMarker(line, "gutterErrorBar", sign);
    yasqe.addLineClass(line, "background", "faulty");
    if (to > from) marks.push(yasqe.getDoc().markText({ line, ch: from }, { line, ch: to }, { className: "fault" }));
    input.setAttribute("aria-invalid", "true");
  }

  /* The first place where the text is no SPARQL: {line, from, to, text, prefix}; null where there is none. */
  function firstFault() {
    const doc = yasqe.getDoc();
    for (let line = 0; line < doc.lineCount(); line += 1) {
      const { state } = yasqe.getTokenAt({ line, ch: doc.getLine(line).length }, true);
      if (state.OK === false) return faultIn(line, state);
    }
    return null;
  }

  function faultIn(line, state) {
    const prefix = /^Prefix '(.*)' is not defined$/.exec(state.errorMsg || "");
    const isWrong = (token) => (prefix ? token.string.startsWith(`${prefix[1]}:`) : token.type === "error");
    const wrong = yasqe.getLineTokens(line, true).find(isWrong);
    const end = yasqe.getDoc().getLine(line).length;
    return { line, from: wrong ? wrong.start : end, to: wrong ? wrong.end : end, text: wrong?.string ?? "", prefix: prefix?.[1] };
  }

  function sentence({ line, text, prefix }) {
    if (prefix !== undefined) return say(box.dataset.prefix, { line: line + 1, text: prefix });
    return say(text.trim() ? box.dataset.fault : box.dataset.cut, { line: line + 1, text: text.trim() });
  }

  yasqe.checkSyntax = function () { // Yasqe's own writes English into markup with inline style
    const fault = yasqe.getValue().trim() ? firstFault() : null;
    yasqe.queryValid = !fault;
    clear();
    if (fault) mark(fault.line, fault.from, fault.to);
    clearTimeout(waiting);
    waiting = setTimeout(() => { checked.textContent = fault ? sentence(fault) : ""; }, fault ? WAIT : 0);
  };
  yasqe.checkSyntax();
  yasqe.on("change", () => { area.value = yasqe.getValue(); });

  EnlaceSparql.editor = {
    value: () => yasqe.getValue(),
    set(text) { if (text !== yasqe.getValue()) yasqe.setValue(text); },
    focus() { yasqe.focus(); },
    focused: () => yasqe.hasFocus(),
    insert(text, top) {
      const doc = yasqe.getDoc();
      if (top) doc.replaceRange(text, { line: 0, ch: 0 });
      else doc.replaceSelection(text);
      yasqe.focus();
    },
    /* Where the service says that the query fails. line and column count from 1. Yasqe knows the word where a sentence
       goes wrong; the service, which reads on, may name a place after it. */
    fault(line, column) {
      const seen = firstFault();
      if (seen && seen.line < line) return yasqe.getDoc().setCursor({ line: seen.line, ch: seen.from });
      const text = yasqe.getDoc().getLine(line - 1) ?? "";
      const word = /^[^\s{}().;,]+|^./.exec(text.slice(column - 1));
      clear();
      mark(Math.min(line, yasqe.getDoc().lineCount()) - 1, column - 1, column - 1 + (word ? word[0].length : 0));
      yasqe.getDoc().setCursor({ line: line - 1, ch: column - 1 });
    },
  };
  new ResizeObserver(() => yasqe.refresh()).observe(box);
  document.fonts.ready.then(() => yasqe.refresh());
})();
