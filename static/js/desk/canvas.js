// A text area as a canvas: what is written there looks as readers see it, and goes into the text area as Markdown. The
// text area stays the form's field, one key away, and what there is without scripts or where the canvas can't be made.
import { extensions } from "./canvas_schema.js";
import { Origins, join, markdownOf } from "./canvas_markdown.js";
import { cleaned } from "./canvas_paste.js";
import { picturesIn } from "./canvas_pictures.js";
import { toolbar } from "./canvas_toolbar.js";
import { token } from "./token.js";

async function ask(area, fields) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token());
  for (const [name, value] of fields) body.append(name, value);
  const answer = await fetch(area.dataset.canvas, { method: "POST", body });
  if (!answer.ok) throw new Error(`canvas: ${answer.status}`);
  return answer.json();
}

export class Canvas {
  constructor(area, tiptap) {
    Object.assign(this, { area, tiptap, origins: new Origins(), head: "", tail: "", shown: null, isLoading: false });
    this.box = document.createElement("div");
    this.box.className = "canvas";
    this.language = area.form?.elements.language; // by which the browser checks the spelling
    this.language?.addEventListener("change", () => (this.editor.view.dom.lang = this.language.value));
    this.place = document.createElement("div");
    this.place.className = "canvas-text prose";
  }

  async open() {
    this.labels = (await ask(this.area, [["text", ""]])).labels;
    this.editor = new this.tiptap.Editor({
      element: this.place, injectCSS: false, extensions: extensions(this.tiptap, {
        onLink: () => this.tools.link(), root: this.area.dataset.root, noAlt: this.labels.noAlt,
      }),
      onUpdate: () => this.write(), onSelectionUpdate: () => this.tools?.show(),
      editorProps: {
        transformPastedHTML: cleaned,
        handlePaste: (view, event) => this.take(event.clipboardData, view.state.selection.to),
        handleDrop: (view, event, _slice, isMoved) => !isMoved && this.take(event.dataTransfer, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? 0),
        handleClickOn: (_view, _at, node) => void (node.type.name === "figure" && setTimeout(() => this.tools.pictures.describe())),
        handleKeyDown: (view, { key }) => key === "Enter" && view.state.selection.node?.type.name === "figure" && (this.tools.pictures.describe(), true),
        attributes: {
          role: "textbox", "aria-multiline": "true", spellcheck: "true", lang: this.language?.value ?? "",
          "aria-label": this.area.labels?.[0]?.textContent.replace(/:$/, "") ?? "",
          "aria-describedby": this.area.getAttribute("aria-describedby") ?? "",
        },
      },
    });
    this.tools = toolbar(this);
    this.box.append(this.tools.element, this.place);
    this.area.before(this.box);
    await this.refresh();
    this.area.required = false; // a field that isn't seen can't say what it lacks: the server does
    this.area.hidden = true;
    this.tools.show();
    return this;
  }

  // The canvas as the text area has it; typed into meanwhile, once more.
  async refresh() {
    while (this.area.value !== this.shown) {
      const text = this.area.value;
      await this.load((await ask(this.area, [["text", text]])).pieces);
      this.shown = text;
    }
  }

  // Pieces whose nodes say the same as they do become nodes; the others stay Markdown. The text area is left as it is.
  async load(pieces) {
    const parser = this.tiptap.pm.model.DOMParser.fromSchema(this.editor.schema);
    const parsed = pieces.map(({ html }) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      return html ? parser.parse(page.body).children : [];
    });
    const said = parsed.map((nodes) => markdownOf(nodes));
    const { html: again = [] } = said.length ? await ask(this.area, said.map((each) => ["again", each])) : {};
    const raw = this.editor.schema.nodes.raw, nodes = [];
    this.head = this.tail = "";
    pieces.forEach((piece, at) => {
      if (!piece.source) return (this.head = piece.gap);
      const same = piece.html && again[at] === piece.html;
      const made = same ? parsed[at] : [raw.create(null, this.editor.schema.text(piece.source))];
      this.origins.remember(made, piece);
      nodes.push(...made);
      this.tail = piece.gap;
    });
    if (!nodes.length) nodes.push(this.editor.schema.nodes.paragraph.create());
    const { tr, doc } = this.editor.state;
    this.isLoading = true;
    this.editor.view.dispatch(tr.replaceWith(0, doc.content.size, nodes).setMeta("addToHistory", false));
    this.isLoading = false;
    this.tools.show();
  }

  // Pictures of a drop or a paste, if it has any.
  take(data, at) {
    const files = picturesIn(data);
    if (files.length) this.tools.pictures.put(files, at);
    return files.length > 0;
  }

  get markdown() {
    return join(this.origins.cut(this.editor.state.doc), this.head, this.tail);
  }

  write() {
    this.tools?.show();
    if (this.isLoading || this.shown === null) return;
    const now = this.markdown;
    if (now === this.area.value) return;
    this.area.value = this.shown = now;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Markdown and back. What was typed there comes in anew.
  async toggle() {
    const toMarkdown = this.area.hidden;
    if (!toMarkdown) await this.refresh();
    this.area.hidden = !toMarkdown;
    this.box.toggleAttribute("data-markdown", toMarkdown);
    if (toMarkdown) this.area.focus();
    else this.editor.commands.focus();
    this.tools.show();
  }
}

export async function canvases() {
  const areas = [...document.querySelectorAll("textarea[data-canvas]:not([readonly])")];
  if (!areas.length) return [];
  const tiptap = await import(areas[0].dataset.editor);
  return Promise.all(areas.map(async (area) => {
    const canvas = new Canvas(area, tiptap);
    try {
      await canvas.open();
    } catch (error) {
      canvas.box.remove();
      area.hidden = false;
      console.warn(error);
      return null;
    }
    addEventListener("hashchange", () => location.hash === `#${area.id}` && canvas.editor.commands.focus());
    addEventListener("desk:restored", () => canvas.refresh());
    area.form?.addEventListener("reset", () => setTimeout(() => canvas.refresh()));
    return canvas;
  }));
}

export const ready = canvases();
