// Copies a field by its button, and says that it did. Without a script the field can be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  let copied = false;
  try {
    await navigator.clipboard.writeText(field.value);
    copied = true;
  } catch {
    copied = document.execCommand("copy"); // no clipboard for pages without TLS
  }
  button.parentElement.querySelector("[role=status]").textContent = copied ? button.dataset.done : button.dataset.failed;
});

document.addEventListener("focusin", ({ target }) => target.matches(".copy textarea") && target.select());
