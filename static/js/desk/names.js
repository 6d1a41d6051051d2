// Warns while a title or an alias is typed that something in the library has it already, or says the same: in the form
// of a note or claim, and in those of new ones beside a text.
import { token } from "./token.js";

const PAUSE = 400; // milliseconds after the last key
let timer = 0;
let asking = null;

function ask(form) {
  const place = form?.querySelector("[data-names]");
  if (!place) return;
  asking?.abort();
  asking = new AbortController();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token());
  for (const name of ["title", "aliases"]) body.set(name, form.elements[name]?.value ?? "");
  body.set("language", form.elements.language?.value ?? document.querySelector("article.story")?.lang ?? "");
  fetch(place.dataset.names, { method: "POST", body, signal: asking.signal })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
    .then((html) => html.trim() === place.innerHTML.trim() || (place.innerHTML = html.trim()))
    .catch(() => {}); // the next key asks again, and saving warns too
}

document.addEventListener("input", ({ target }) => {
  if (!["title", "aliases", "language"].includes(target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE, target.form);
});
addEventListener("desk:restored", () => ask(document.querySelector("[data-names]")?.closest("form")));
// The words chosen in a text are the title of what is made for them.
document.addEventListener("toggle", ({ target }) => target.matches?.("details.new[open]") && ask(target.querySelector("form")), true);
