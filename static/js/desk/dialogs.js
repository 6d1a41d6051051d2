// A button that opens a dialog of its page: `data-opens` names it. Before that, or before any other step to the public, a
// new note or claim that is being typed is spoken of once: it is kept on this device, but goes nowhere by itself.
import { line, queue, say } from "./queue.js";

let told = null;

document.addEventListener("click", (event) => {
  const form = document.querySelector("form[data-send][data-typed], details.new[open] form[data-send]:has(.refused:not(:empty))");
  if (!form || form === told || !event.target.closest?.(".bar .step :is(button, a)")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  told = form;
  form.closest("details").open = true;
  form.querySelector("[name=title]").focus();
  say(line.dataset.typed, true);
}, true);

document.addEventListener("input", ({ target }) => target.closest?.("form[data-send]") && (told = null));

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-opens]");
  if (!button) return;
  if (queue.length) return say(line.dataset.saving); // what is on its way belongs to what is decided there
  document.getElementById(button.dataset.opens).showModal();
});
