// Saves a form on the server while somebody types: as a draft, or in the working copy of what is public.
// What can't be saved stays in this browser (drafts.js), and the line above the form says why. Ctrl+S saves at once,
// Ctrl+Enter publishes.
import "./token.js"; // which puts the present one into what is read of the form

const PAUSE = 1500; // milliseconds after the last change
const AGAIN = 10000; // milliseconds until the next try when the server can't be reached
const LONGEST = 20000; // milliseconds that an answer is waited for
const bar = document.querySelector("[data-autosave]");
const form = bar?.closest("form");
const said = bar?.querySelector(".autosaved");
const typed = () =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !/^(_|csrf|seen_)/.test(name)));
let stored = form ? typed() : ""; // what the server has: looking at a form saves nothing
let pressed = null; // the button of a submit that waits for the save under way: it would conflict with its own words
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
  const now = typed();
  isOld = false;
  if (now === stored) return;
  sending = true;
  say(bar.dataset.saving);
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("_autosave", "1");
  const signal = AbortSignal.timeout(LONGEST);
  const answer = await fetch(bar.dataset.autosave, { method: "POST", body, redirect: "manual", signal }).catch(() => null);
  const found = await answer?.json().catch(() => null);
  sending = false;
  if (pressed && found?.version) form.elements.seen_version.value = found.version;
  if (pressed) {
    const { button } = pressed;
    pressed = null;
    return form.requestSubmit(button);
  }
  if (isLeaving) return;
  if (!answer || answer.status >= 500) {
    say(bar.dataset.failed, true);
    return saveIn(AGAIN);
  }
  if (answer.status === 403) say(bar.dataset.forbidden, true);
  else if (!found) say(bar.dataset.signedOut, true);
  else if (found.conflict) say(found.conflict, true);
  else if (found.problems && found.kept) say(`${bar.dataset.kept} ${found.problems.join(" ")}`);
  else if (found.problems) say(`${bar.dataset.wrong} ${found.problems.join(" ")}`, true);
  else {
    stored = now;
    form.elements.seen_version.value = found.version;
    if (bar.dataset.autosave !== found.address) {
      bar.dataset.autosave = form.action = found.address; // a new record has its own address now
      history.replaceState(history.state, "", found.address);
    }
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
    if (sending) {
      event.preventDefault();
      pressed = { button: event.submitter };
      return;
    }
    isLeaving = true; // what is sent now is newer than what would be saved
    clearTimeout(timer);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && (isLeaving = false));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    clearTimeout(timer);
    isOld = true; // once more, if a save is on its way
    save();
  });
  form.addEventListener("keydown", (event) => {
    const button = form.querySelector("button[name=_step][value=publish_changes]");
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !button) return;
    event.preventDefault();
    const quick = Object.assign(document.createElement("input"), { type: "hidden", name: "_quick", value: "1" });
    form.append(quick);
    form.requestSubmit(button);
    if (!isLeaving && !pressed) quick.remove(); // the browser found a field that is empty
  });
}
