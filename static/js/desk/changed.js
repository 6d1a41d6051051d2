// Tells everybody on the desk, by one event, that something in the editing form is another than a moment ago.
// Select2 says so in jQuery's own way, which plain listeners don't hear.
const form = document.querySelector("#content-main > form[method=post]");

function tell() {
  form.dispatchEvent(new CustomEvent("desk:changed"));
}

if (form) {
  for (const type of ["input", "change", "formset:added", "formset:removed"]) {
    form.addEventListener(type, tell);
  }
  // Django's admin says at the start, too, that each of its selects has changed: only another value is news.
  const known = new Map([...form.querySelectorAll("select")].map((select) => [select, select.value]));
  window.django?.jQuery(form).on("change.desk", "select", ({ target }) => {
    if (known.get(target) === target.value) return;
    known.set(target, target.value);
    tell();
  });
}
