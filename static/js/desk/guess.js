// Preselects what kind of change the unsaved form looks like, as the server judges it, until the editor chooses.
const PAUSE = 500; // milliseconds after the last change
const select = document.querySelector("select[data-guess]");
const form = select?.form;
const said = document.querySelector("[data-guessed]");
let isChosen = Boolean(select?.value);
let isOld = false; // the form has changed since the last guess
let timer = 0;
let last = 0;

async function guess() {
  const asked = ++last;
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  const answer = await fetch(select.dataset.guess, { method: "POST", body }).catch(() => null);
  const { change } = answer?.ok ? await answer.json() : {};
  if (change === undefined || asked !== last || isChosen) return;
  isOld = false;
  select.value = change;
  said.textContent = change ? said.dataset.guessed.replace("{kind}", select.selectedOptions[0].text) : "";
}

if (select) {
  select.addEventListener("change", () => {
    isChosen = Boolean(select.value);
    said.textContent = "";
  });
  form.addEventListener("desk:changed", () => {
    if (isChosen) return;
    isOld = true;
    clearTimeout(timer);
    timer = setTimeout(guess, PAUSE);
  });
  form.addEventListener("submit", () => {
    if (!isChosen) select.value = ""; // the server judges what is sent; an offered correction never bars the way
  });
}
