// Pictures on a canvas: chosen, dropped or pasted, sent to the newsroom, then described in a row below the tools.
import { token } from "./token.js";

const isPicture = ({ type }) => type.startsWith("image/");
const says = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

// Files of a drop or a paste. Word sends a picture of the words along with them: the words are meant.
export function picturesIn(data) {
  const html = data?.getData("text/html") ?? "";
  return html && says(html) ? [] : [...(data?.files ?? [])].filter(isPicture);
}

export function pictures(canvas, { open, close, field, button, say }) {
  const { labels, editor, area } = canvas;
  const chooser = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", multiple: true, hidden: true });
  chooser.addEventListener("change", async (event) => {
    event.stopPropagation(); // no field of the form
    const files = [...chooser.files];
    await put(files, editor.state.selection.to);
    chooser.value = "";
  });
  canvas.box.append(chooser);

  const selected = () => (editor.state.selection.node?.type.name === "figure" ? editor.state.selection.from : null);

  async function send(file) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    body.set("as", "json");
    body.set("picture", file, file.name || "picture.png");
    const answer = await fetch(area.dataset.pictures, { method: "POST", body, redirect: "error" });
    return answer.json();
  }

  // After the block at this position, wherever that is once the file has arrived.
  async function put(files, at) {
    const follow = ({ transaction }) => (at = transaction.mapping.map(at));
    editor.on("transaction", follow);
    say(labels.sending);
    for (const file of files) {
      const { src, said } = await send(file).catch(() => ({}));
      if (!src) {
        say(said ?? labels.notSent, true);
        break;
      }
      say("");
      insert(src, at);
    }
    editor.off("transaction", follow);
  }

  function insert(src, at) {
    const { tr, doc, schema } = editor.state, place = doc.resolve(at);
    const around = place.depth ? place.node(1) : null, isEmpty = around?.isTextblock && !around.content.size;
    const from = place.depth ? (isEmpty ? place.before(1) : place.after(1)) : at, to = isEmpty ? place.after(1) : from;
    const nodes = [schema.nodes.figure.create({ src })];
    if (to === doc.content.size) nodes.push(schema.nodes.paragraph.create()); // somewhere to write on
    editor.view.dispatch(tr.replaceWith(from, to, nodes));
    editor.chain().setNodeSelection(from).scrollIntoView().run();
    describe();
  }

  // Its words, beside each other; what is typed is in the text at once.
  function describe() {
    let at = selected();
    if (at === null) return;
    const { attrs } = editor.state.doc.nodeAt(at);
    const follow = ({ transaction }) => (at = transaction.mapping.map(at, -1));
    const set = (name, value) => {
      const node = editor.state.doc.nodeAt(at);
      if (node?.type.name === "figure") editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, { ...node.attrs, [name]: value }));
    };
    const words = ["alt", "caption", "credit"].map((name) => {
      const [label, box] = field(labels[name], attrs[name]);
      box.addEventListener("input", () => set(name, box.value));
      return label;
    });
    const [wide, box] = field(labels.wide);
    Object.assign(box, { type: "checkbox", checked: attrs.isWide });
    wide.className = "check";
    box.addEventListener("change", () => set("isWide", box.checked));
    editor.on("transaction", follow);
    const away = () => editor.view.dispatch(editor.state.tr.delete(at, at + 1));
    open(
      ...words, wide, button("done", labels.done, close), button("noPicture", labels.noPicture, () => (away(), close())),
    ).then(() => editor.off("transaction", follow));
  }

  return { put, describe, choose: () => (selected() === null ? chooser.click() : describe()) };
}
