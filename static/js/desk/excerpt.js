// Words that are selected in a source's text go to the excerpt, each selection on a line of its own.

for (const part of document.querySelectorAll(".excerpt")) {
  const page = part.querySelector("textarea.page");
  const buttons = part.querySelector(".scripted");
  if (!page || !buttons) continue;
  buttons.hidden = false;
  buttons.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-take]")) return;
    const words = page.value.slice(page.selectionStart, page.selectionEnd).trim();
    const excerpt = part.querySelector("textarea[name=excerpt]");
    if (words) excerpt.value = [excerpt.value.trim(), words].filter(Boolean).join("\n");
    (words ? excerpt : page).focus();
  });
}
