// What a text may have on the canvas, in terms of Tiptap (ProseMirror). What Markdown can't say isn't in it, and what the
// canvas can't say stands in a `raw` block as Markdown.
const words = (name) => ({ default: "", parseHTML: (element) => element.getAttribute(name) ?? "" });

function readFigure(element) {
  const picture = element.querySelector("img"), below = element.querySelector("figcaption"), by = below?.querySelector("small");
  const src = element.dataset.src ?? picture?.getAttribute("src");
  if (!/^\/(?!\/)/.test(src ?? "")) return false;
  const credit = by?.textContent ?? "", said = below?.textContent ?? "";
  return {
    src, credit, alt: picture.getAttribute("alt") ?? "", isWide: element.classList.contains("outset"),
    caption: said.slice(0, said.length - credit.length).replace(credit ? /\s*·?\s*$/ : "", "").trim(),
  };
}

export function extensions(tiptap, { onLink, root, noAlt }) {
  const { Blockquote, Bold, BulletList, Code, Document, Extension, Gapcursor, HardBreak, Heading, HorizontalRule, Italic, Mark, Node, OrderedList, Paragraph, TableCell, TableHeader, TableRow, Table, Text, UndoRedo, ListItem, Dropcursor } = tiptap;

  const Raw = Node.create({
    name: "raw", group: "block", content: "text*", marks: "", code: true, defining: true,
    parseHTML: () => [{ tag: "pre[data-raw]", preserveWhitespace: "full" }],
    renderHTML: () => ["pre", { "data-raw": "" }, 0],
  });
  const Link = Mark.create({
    name: "link", inclusive: false, priority: 1000,
    addAttributes: () => ({ href: words("href"), title: words("title") }),
    parseHTML: () => [{ tag: "a[href]" }],
    renderHTML: ({ HTMLAttributes: { href, title } }) => ["a", title ? { href, title } : { href }, 0],
  });
  const Picture = Node.create({
    name: "image", inline: true, group: "inline", atom: true, draggable: true,
    addAttributes: () => ({ src: words("src"), alt: words("alt"), title: words("title") }),
    parseHTML: () => [{ tag: "img[src^='/']" }],
    renderHTML: ({ HTMLAttributes: { src, alt, title } }) => ["img", title ? { src: root + src, alt, title } : { src: root + src, alt }],
  });
  const own = { default: "", parseHTML: () => null };
  const Figure = Node.create({
    name: "figure", group: "block", atom: true, draggable: true,
    addAttributes: () => ({ src: own, alt: own, caption: own, credit: own, isWide: { default: false, parseHTML: () => null } }),
    parseHTML: () => [{ tag: "figure", getAttrs: readFigure }],
    renderHTML({ node: { attrs: { src, alt, caption, credit, isWide } } }) {
      const below = caption || credit ? [["figcaption", ["span", caption], caption && credit ? " · " : " ", ["small", credit]]] : [];
      const lacks = alt ? {} : { "data-lacks": noAlt };
      return ["figure", { "data-src": src, class: isWide ? "outset" : "", ...lacks }, ["img", { src: root + src, alt }], ...below];
    },
  });
  const Keys = Extension.create({
    name: "keys", priority: 2000,
    addKeyboardShortcuts() {
      const { editor } = this;
      return {
        "Mod-k": () => onLink(),
        "Mod-Enter": () => false, // publishes: autosave.js
        "Mod-u": () => true, // nothing is underlined here but links
        Tab: () => editor.isActive("table") && editor.commands.goToNextCell(),
        "Shift-Tab": () => editor.isActive("table") && editor.commands.goToPreviousCell(),
        "Shift-Enter": () => (editor.isActive("raw") ? editor.commands.insertContent("\n") : editor.commands.setHardBreak()),
      };
    },
  });
  const Break = HardBreak.extend({ addKeyboardShortcuts: () => ({}) });
  return [
    Document, Paragraph, Text, Raw, Link, Picture, Figure, Keys, Break, Bold, Italic, Code, Blockquote, BulletList, OrderedList,
    ListItem, HorizontalRule, UndoRedo, Gapcursor, Dropcursor, Heading.configure({ levels: [2, 3, 4, 5, 6] }),
    Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
  ];
}
