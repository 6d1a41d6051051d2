// A button that opens a dialog of its page: `data-opens` names it.
import { line, queue, say } from "./queue.js";

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-opens]");
  if (!button) return;
  if (queue.length) return say(line.dataset.saving); // what is on its way belongs to what is decided there
  document.getElementById(button.dataset.opens).showModal();
});
