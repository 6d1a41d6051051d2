// A document of the canvas as Markdown in our dialect. Top-level nodes that nobody has changed are the very objects that
// were made of a piece of the text (ProseMirror's nodes don't change): they give that piece back, character for character.
const MARKS = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"] };
const ORDER = ["link", "bold", "italic", "code"];

export class Origins {
  constructor() {
    this.pieces = new WeakMap(); // node -> { piece, at, count }
  }

  remember(nodes, piece) {
    nodes.forEach((node, at) => this.pieces.set(node, { piece, at, count: nodes.length }));
  }

  // The pieces of a document as they go into the text: [{ source, gap }], `gap` only where the text had it.
  cut(doc) {
    const nodes = doc.children, found = [];
    for (let at = 0; at < nodes.length;) {
      const known = this.pieces.get(nodes[at]);
      const same = known?.at === 0 && nodes.slice(at, at + known.count).every((node, more) => {
        const other = this.pieces.get(node);
        return other?.piece === known.piece && other.at === more;
      });
      if (same) found.push(known.piece);
      else found.push({ source: block(nodes[at]) });
      at += same ? known.count : 1;
    }
    return found.filter(({ source }) => source.trim());
  }
}

// The whole text. `head` and `tail` are the blank lines before its first piece and after its last.
export function join(found, head, tail) {
  return head + found.map((piece, at) => {
    if (at === found.length - 1) return piece.source + tail;
    return piece.source + (/\n[ \t]*\n/.test(piece.gap ?? "") ? piece.gap : "\n\n");
  }).join("");
}

export const markdownOf = (nodes) => nodes.map(block).join("\n\n");

function block(node) {
  switch (node.type.name) {
    case "raw": return node.textContent;
    case "heading": return `${"#".repeat(node.attrs.level)} ${inline(node)}`;
    case "blockquote": return indented(markdownOf(node.children), "> ", "> ").replace(/> $/gm, ">");
    case "bulletList": return list(node, () => "- ");
    case "orderedList": return list(node, (at) => `${(node.attrs.start ?? 1) + at}. `);
    case "horizontalRule": return "---";
    case "table": return table(node);
    case "figure": return figure(node.attrs);
    default: return guarded(inline(node));
  }
}

const indented = (text, first, then) => text.split("\n").map((line, at) => (at ? (line || then.trim() ? then + line : line) : first + line)).join("\n");

// Python-Markdown wants four spaces (its documentation, "Indentation and tab length").
function list(node, sign) {
  const isLoose = node.children.some((item) => item.children.filter(({ type }) => !/List$/.test(type.name)).length > 1);
  return node.children.map((item, at) => {
    const parts = item.children.map((child, n) => ({ text: block(child), isList: n > 0 && /List$/.test(child.type.name) }));
    const text = parts.map((part, n) => (n ? (part.isList && !isLoose ? "\n" : "\n\n") : "") + part.text).join("");
    return indented(text, sign(at), "    ").replace(/^ {4}$/gm, "");
  }).join(isLoose ? "\n\n" : "\n");
}

function table(node) {
  const rows = node.children.map((row) => row.children.map((cell) => cell.children.map(inline).join(" ").replace(/\|/g, "\\|").replace(/ {2}\n/g, " ")));
  const aligns = node.firstChild.children.map(({ attrs }) => ({ left: ":--", right: "--:", center: ":-:" })[attrs.align] ?? "---");
  return [rows[0], aligns, ...rows.slice(1)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

// The title says caption and credit (explainer/markdown_dialect.py).
function figure({ src, alt, caption, credit, isWide }) {
  const [below, by] = [caption, credit].map((words) => words.replace(/\|/g, "/").trim());
  return `![${named(alt)}](${src}${isWide ? "#wide" : ""}${titled(by ? `${below} | ${by}`.trim() : below)})`;
}

const named = (alt) => alt.replace(/[[\]\\`]/g, "\\$&");

// Signs that would mean something at the beginning of a line.
const guarded = (text) => text.replace(/^(#{1,6} |[-+*] |>|\||---)/, "\\$1").replace(/^(\d+)([.)] )/, "$1\\$2");

// Only what would be read as Markdown is escaped: "5 * 3" and "snake_case" are words.
function escaped(text) {
  return text
    .replace(/\\(?=[\\`*_{}[\]()>#+\-.!])/g, "\\\\")
    .replace(/[*`]/g, (sign, at) => (sign === "*" && /\s/.test(text[at - 1] ?? " ") && /\s/.test(text[at + 1] ?? " ") ? sign : `\\${sign}`))
    .replace(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/<(?=[a-zA-Z/!?])/g, "&lt;")
    .replace(/\u00a0/g, "&nbsp;");
}

function inline(node) {
  let out = "", open = [];
  const close = (to) => {
    while (open.length > to) {
      const mark = open.pop();
      const space = mark.type.name === "code" ? "" : /\s*$/.exec(out)[0];
      out = out.slice(0, out.length - space.length) + ending(mark) + space;
    }
  };
  for (const child of node.children) {
    const marks = [...child.marks].sort((a, b) => ORDER.indexOf(a.type.name) - ORDER.indexOf(b.type.name));
    let same = 0;
    while (same < open.length && same < marks.length && open[same].eq(marks[same])) same++;
    close(same);
    let text = textOf(child, marks);
    const space = marks.length > same && !marks.some(({ type }) => type.name === "code") ? /^\s*/.exec(text)[0] : "";
    out += space;
    text = text.slice(space.length);
    for (const mark of marks.slice(same)) {
      out += mark.type.name === "link" ? "[" : MARKS[mark.type.name][0];
      open.push(mark);
    }
    out += text;
  }
  close(0);
  return out;
}

function textOf(child, marks) {
  if (child.type.name === "hardBreak") return "  \n";
  if (child.type.name === "image") return `![${named(child.attrs.alt)}](${child.attrs.src}${titled(child.attrs.title)})`;
  return marks.some(({ type }) => type.name === "code") ? child.text : escaped(child.text);
}

const titled = (title) => (title ? ` "${title.replace(/"/g, "”")}"` : "");

function ending(mark) {
  if (mark.type.name !== "link") return MARKS[mark.type.name][1];
  const { href, title } = mark.attrs;
  return `](${href.replace(/[()\s]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"))}${titled(title)})`;
}
