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
  window.django?.jQuery(form).on("change.desk", "select", tell);
}
