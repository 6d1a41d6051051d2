// Find and replace on a canvas: every place in a paragraph's text, whatever its case; one by one or all.
export function finding(canvas, { field, button, close }) {
  const { labels, editor } = canvas;
  const [what, whatBox] = field(labels.findWhat, selected()), [by, byBox] = field(labels.replaceBy);
  const said = Object.assign(document.createElement("span"), { className: "said" });
  said.setAttribute("role", "status");

  function selected() {
    const { from, to } = editor.state.selection;
    return editor.state.doc.textBetween(from, to, " ").slice(0, 80);
  }

  // The places as positions of the document, in order.
  function places() {
    const wanted = whatBox.value.toLocaleLowerCase(), found = [];
    if (!wanted) return found;
    editor.state.doc.descendants((node, at) => {
      if (!node.isTextblock) return true;
      const text = node.textBetween(0, node.content.size, "", "\ufffc").toLocaleLowerCase();
      if (text.length !== node.content.size) return false; // signs whose small letters are longer: nothing is guessed
      for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
        found.push({ from: at + 1 + from, to: at + 1 + from + wanted.length });
      }
      return false;
    });
    said.textContent = labels.found.replace("{n}", found.length);
    return found;
  }

  function next() {
    const found = places(), after = editor.state.selection.to;
    const place = found.find(({ from }) => from >= after) ?? found[0];
    if (place) editor.chain().setTextSelection(place).scrollIntoView().run();
    return place;
  }

  function put(tr, { from, to }) {
    if (byBox.value) tr.insertText(byBox.value, from, to);
    else tr.delete(from, to);
  }

  function replace() {
    const { from, to } = editor.state.selection;
    const here = places().find((place) => place.from === from && place.to === to);
    if (here) editor.view.dispatch(takeMarks(editor.state.tr, here));
    next();
  }

  const takeMarks = (tr, place) => (put(tr, place), tr);

  function replaceAll() {
    const { tr } = editor.state, found = places();
    for (const place of found.reverse()) put(tr, place);
    if (found.length) editor.view.dispatch(tr);
  }

  whatBox.addEventListener("input", places);
  return [
    what, button("next", labels.next, next), by, button("replace", labels.replace, replace), button("all", labels.all, replaceAll),
    button("close", labels.close, close), said,
  ];
}
