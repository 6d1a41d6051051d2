// Keeps what is typed or pasted into a form in this browser until the server has saved it, so that an expired session,
// a refused form or a closed window costs nothing. The server says that it has saved by `data-saved`.

const OLDEST = 7 * 24 * 60 * 60 * 1000; // milliseconds

const keyOf = (form) => `kept-${form.dataset.keep}`;

function stored(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < OLDEST ? kept : null;
  } catch {
    return null;
  }
}

function store(form) {
  const fields = Object.fromEntries(
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken"),
  );
  if (!fields.text && !fields.body) return;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // no room, or not allowed: the form itself still has it
  }
}

function offer(form, kept) {
  const recover = document.querySelector("[data-recover]");
  if (!recover || !kept) return;
  const { title, body, text } = kept.fields;
  recover.querySelector("[data-recover-title]").textContent = (title || body || text || "").slice(0, 80);
  recover.hidden = false;
  recover.addEventListener("submit", (event) => {
    if (body) {
      for (const [name, value] of Object.entries(kept.fields)) {
        if (name === "step") continue;
        const field = Object.assign(document.createElement("textarea"), { name, value, hidden: true });
        recover.append(field);
      }
      return;
    }
    event.preventDefault();
    for (const name of ["text", "rich"]) form.elements[name].value = kept.fields[name] || "";
    recover.hidden = true;
    form.elements.text.focus();
  });
  recover.querySelector("[data-forget]").addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    recover.hidden = true;
  });
}

function refuseLargeFile(form, event) {
  const input = form.querySelector("input[type=file][data-most]");
  const message = form.querySelector("#refused");
  if (!input?.files[0] || input.files[0].size <= Number(input.dataset.most)) return;
  event.preventDefault();
  message.textContent = input.dataset.message;
  message.hidden = false;
}

export const storeForm = store;

// Called again where a script has put another form into the page.
export function watchForms() {
  for (const form of document.querySelectorAll("form[data-keep]:not([data-watched])")) {
    form.dataset.watched = "";
    if (form.hasAttribute("data-saved")) localStorage.removeItem(keyOf(form));
    if (!form.hasAttribute("data-found") && !form.elements.text.value) offer(form, stored(keyOf(form)));
    store(form);
    form.addEventListener("input", () => store(form));
    form.addEventListener("submit", (event) => {
      store(form);
      refuseLargeFile(form, event);
    });
  }
}
watchForms();
