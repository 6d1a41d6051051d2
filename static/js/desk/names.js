// Warns while a title or an alias is typed that something in the library has it already.
import { token } from "./token.js";

(() => {
  const PAUSE = 400; // milliseconds after the last key
  const place = document.querySelector("[data-names]");
  const form = place?.closest("form");
  const fields = ["title", "aliases"].map((name) => form?.elements[name]).filter(Boolean);
  if (!fields.length) return;
  let timer = 0;
  let asking = null;

  function ask() {
    asking?.abort();
    asking = new AbortController();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    for (const each of fields) body.set(each.name, each.value);
    fetch(place.dataset.names, { method: "POST", body, signal: asking.signal })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
      .then((html) => html.trim() === place.innerHTML.trim() || (place.innerHTML = html.trim()))
      .catch(() => {}); // the next key asks again, and saving warns too
  }

  form.addEventListener("input", ({ target }) => {
    if (!fields.includes(target)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  addEventListener("desk:restored", ask);
})();
