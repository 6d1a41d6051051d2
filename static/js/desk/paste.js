// Copied text often comes as HTML too, with its links and headings. The box shows the text; what is sent is the HTML,
// unless the text was changed afterwards.

const shown = new WeakMap(); // box -> what it held right after the paste

document.addEventListener("paste", ({ target, clipboardData }) => {
  if (!target.matches?.("[data-rich]")) return;
  const html = clipboardData.getData("text/html");
  const whole = target.selectionEnd - target.selectionStart === target.value.length;
  const rich = target.form.elements.rich;
  rich.value = "";
  if (!html || !whole) return;
  setTimeout(() => {
    rich.value = html;
    shown.set(target, target.value);
  });
});

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("[data-rich]") && shown.has(target) && shown.get(target) !== target.value) {
    target.form.elements.rich.value = "";
    shown.delete(target);
  }
});
