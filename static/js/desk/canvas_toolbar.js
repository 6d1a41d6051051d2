// The tools above a canvas: one stop of Tab, arrow keys within (WAI-ARIA, "Toolbar pattern"). Link and find open a row
// below them; Escape closes it.
import { finding } from "./canvas_finding.js";
import { pictures } from "./canvas_pictures.js";

const WORDS = new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "word" });
const count = (text) => [...WORDS.segment(text)].filter(({ isWordLike }) => isWordLike).length;

const TOOLS = [
  ["bold", "B", (chain) => chain.toggleBold(), "bold", "Mod+B"],
  ["italic", "I", (chain) => chain.toggleItalic(), "italic", "Mod+I"],
  ["link", "", "link", "link", "Mod+K"],
  ["h2", "", (chain) => chain.toggleHeading({ level: 2 }), ["heading", { level: 2 }], "Mod+Alt+2"],
  ["h3", "", (chain) => chain.toggleHeading({ level: 3 }), ["heading", { level: 3 }], "Mod+Alt+3"],
  ["bullets", "", (chain) => chain.toggleBulletList(), "bulletList", "Mod+Shift+8"],
  ["numbers", "", (chain) => chain.toggleOrderedList(), "orderedList", "Mod+Shift+7"],
  ["quote", "“", (chain) => chain.toggleBlockquote(), "blockquote", "Mod+Shift+B"],
  ["picture", "", "picture", "figure"],
  ["table", "", (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }), "table", "Mod+Alt+Shift+T"],
  ["footnote", "", "footnote", null, "Mod+Alt+F"],
  ["undo", "↶", (chain) => chain.undo(), null, "Mod+Z"],
  ["redo", "↷", (chain) => chain.redo(), null, "Mod+Shift+Z"],
  ["find", "", "find", null, "Mod+Shift+H"],
];
const IN_TABLE = [
  ["row", (chain) => chain.addRowAfter()], ["lessRow", (chain) => chain.deleteRow()], ["column", (chain) => chain.addColumnAfter()],
  ["lessColumn", (chain) => chain.deleteColumn()], ["noTable", (chain) => chain.deleteTable()],
];
const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform);
const keyName = (key) => key?.replace("Mod", isMac ? "⌘" : "Ctrl");

export function toolbar(canvas) {
  const { labels, editor } = canvas, element = document.createElement("div"), own = { link: askLink, footnote, find, picture: () => ofPictures.choose() };
  element.className = "canvas-tools";
  const bar = Object.assign(document.createElement("div"), { className: "tools" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", labels.tools);
  const row = Object.assign(document.createElement("div"), { className: "row", hidden: true });
  const inTable = Object.assign(document.createElement("div"), { className: "row", hidden: true });
  const words = Object.assign(document.createElement("span"), { className: "words" });
  const said = Object.assign(document.createElement("p"), { className: "said" });
  said.setAttribute("role", "status");
  element.append(bar, row, inTable, said);
  for (const [name, sign, act, , key] of TOOLS) bar.append(button(name, sign || labels[name], () => (own[act] ?? (() => act(editor.chain().focus()).run()))(), key));
  for (const [name, act] of IN_TABLE) inTable.append(button(name, labels[name], () => act(editor.chain().focus()).run()));
  const toggle = button("markdown", labels.markdown, () => canvas.toggle(), "Ctrl+Alt+M");
  bar.append(toggle, words);
  bar.querySelector("button").tabIndex = 0;

  function button(name, sign, act, key) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: sign, tabIndex: -1 });
    made.dataset.tool = name;
    if (sign !== labels[name]) made.setAttribute("aria-label", labels[name]);
    made.title = key ? `${labels[name]} (${keyName(key)})` : labels[name];
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the chosen words stay chosen
    made.addEventListener("click", act);
    return made;
  }

  bar.addEventListener("keydown", (event) => {
    const all = [...bar.querySelectorAll("button")], at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    for (const each of all) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  });

  let isClosed = () => {};
  // Shows these in the row below the tools. The promise is kept when the row is closed or has others.
  function open(...content) {
    isClosed();
    row.replaceChildren(...content);
    row.hidden = false;
    row.querySelector("input").select();
    return new Promise((resolve) => (isClosed = resolve));
  }
  function close() {
    isClosed();
    row.hidden = true;
    editor.commands.focus();
  }
  function say(words, isWrong = false) {
    said.textContent = words;
    said.classList.toggle("refused", isWrong);
  }
  const ofPictures = pictures(canvas, { open, close, field, button, say });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.preventDefault(), close();
    if (event.key === "Enter") event.preventDefault(), row.querySelector("button").click(); // never the form's
  });

  function field(label, value = "") {
    const made = document.createElement("label"), box = Object.assign(document.createElement("input"), { value });
    made.append(`${label} `, box);
    return [made, box];
  }

  function askLink() {
    const [label, box] = field(labels.address, editor.getAttributes("link").href ?? "");
    open(label, button("ok", labels.ok, () => {
      const href = box.value.trim(), chain = editor.chain().extendMarkRange("link");
      const to = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(href) ? `https://${href}` : href;
      close();
      if (!to) chain.unsetMark("link").run();
      else if (editor.state.selection.empty && !editor.isActive("link")) chain.insertContent({ type: "text", text: to, marks: [{ type: "link", attrs: { href: to } }] }).run();
      else chain.setMark("link", { href: to }).run();
    }));
  }

  function footnote() {
    const used = [...canvas.markdown.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number));
    const mark = `[^${Math.max(0, ...used) + 1}]`;
    const end = (state) => state.doc.content.size;
    editor.chain().insertContent(mark).command(({ tr, state }) => {
      tr.insert(tr.doc.content.size, state.schema.nodes.raw.create(null, state.schema.text(`${mark}: `)));
      return true;
    }).run();
    editor.chain().focus(end(editor.state) - 1).scrollIntoView().run();
  }

  function find() {
    open(...finding(canvas, { field, button, close }));
  }

  document.addEventListener("keydown", (event) => {
    if (!canvas.box.contains(event.target) && event.target !== canvas.area) return;
    if (event.ctrlKey && event.altKey && event.code === "KeyM") event.preventDefault(), canvas.toggle();
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyH") event.preventDefault(), find();
    const tool = event.altKey && (event.ctrlKey || event.metaKey) && (event.shiftKey ? { KeyT: "table" } : { KeyF: "footnote" })[event.code];
    if (tool && canvas.area.hidden) event.preventDefault(), bar.querySelector(`[data-tool=${tool}]`).click();
  });

  return {
    element, link: () => (askLink(), true), pictures: ofPictures,
    show() {
      for (const [name, , , active] of TOOLS) if (active) bar.querySelector(`[data-tool=${name}]`).setAttribute("aria-pressed", editor.isActive(...[active].flat()));
      inTable.hidden = !editor.isActive("table") || !canvas.area.hidden;
      toggle.textContent = canvas.area.hidden ? labels.markdown : labels.canvas;
      words.textContent = labels.words.replace("{n}", count(editor.state.doc.textBetween(0, editor.state.doc.content.size, " ", " ")));
    },
  };
}
