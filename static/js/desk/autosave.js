// Saves the form of a public record on the server while somebody types: in its working copy, which readers don't see.
// What can't be saved stays in this browser (drafts.js), and the line above the form says why. Ctrl+Enter publishes.
const PAUSE = 1500; // milliseconds after the last change
const AGAIN = 10000; // milliseconds until the next try when the server can't be reached
const bar = document.querySelector("[data-autosave]");
const form = bar?.closest("form");
const said = bar?.querySelector(".autosaved");
let timer = 0, sending = false, isOld = false, isLeaving = false;

function say(words, isWrong = false) {
  said.textContent = words;
  said.classList.toggle("refused", isWrong);
}

function saveIn(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  if (sending || isLeaving) return;
  sending = true;
  isOld = false;
  say(bar.dataset.saving);
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("_autosave", "1");
  const answer = await fetch(bar.dataset.autosave, { method: "POST", body, redirect: "manual" }).catch(() => null);
  sending = false;
  if (isLeaving) return;
  if (!answer || answer.status >= 500) {
    say(bar.dataset.failed, true);
    return saveIn(AGAIN);
  }
  const found = await answer.json().catch(() => null);
  if (!found) say(bar.dataset.signedOut, true);
  else if (found.conflict) say(bar.dataset.conflict, true);
  else if (found.problems) say(`${bar.dataset.wrong} ${found.problems.join(" ")}`, true);
  else {
    form.elements.seen_version.value = found.version;
    say(bar.dataset.saved.replace("{time}", found.at));
    if (!isOld) form.dispatchEvent(new CustomEvent("desk:autosaved"));
  }
  if (isOld) saveIn(PAUSE);
}

if (form) {
  form.addEventListener("desk:changed", () => {
    isOld = true;
    saveIn(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.formTarget) return;
    isLeaving = true; // what is sent now is newer than what would be saved
    clearTimeout(timer);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && (isLeaving = false));
  form.addEventListener("keydown", (event) => {
    const button = form.querySelector("button[name=_step][value=publish_changes]");
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !button) return;
    event.preventDefault();
    const quick = Object.assign(document.createElement("input"), { type: "hidden", name: "_quick", value: "1" });
    form.append(quick);
    form.requestSubmit(button);
    if (!isLeaving) quick.remove(); // the browser found a field that is empty
  });
}
