// Decisions by keyboard: next, previous, accept, reject, undo; and the forms of new cards. Single keys can be switched
// off (WCAG 2.1.4).
import { chosen, current, decision, forget, offerMove, setCurrent } from "./choosing.js";
import { letGo, markersOf } from "./handles.js";
import { dropLast, line, queue, say, send } from "./queue.js";
import { bringIntoView, paint, rangeOf, text } from "./words.js";

const lists = document.getElementById("lists");
const help = document.getElementById("keys");
const single = document.getElementById("single-keys");
try {
  single.checked = localStorage.getItem("desk-single-keys") !== "off";
} catch { /* then they are on */ }
single.addEventListener("change", () => {
  try {
    localStorage.setItem("desk-single-keys", single.checked ? "on" : "off");
  } catch { /* then it lasts as long as the page */ }
});

const decisions = () => [...lists.querySelectorAll("section:not([aria-labelledby=left]) > .decision:not([data-sent])")];

function look(at) {
  setCurrent(at?.id ?? null);
  showCurrent();
  if (!at) return say(line.dataset.none);
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "nearest" });
  if (at.dataset.from) bringIntoView(rangeOf(Number(at.dataset.from), Number(at.dataset.to)));
}

function showCurrent() {
  if (current && !decision()) setCurrent(null);
  for (const each of lists.querySelectorAll(".decision")) each.toggleAttribute("data-current", each.id === current);
  offerMove();
  document.body.toggleAttribute("data-deciding", current !== null);
  const { from, to } = decision()?.dataset ?? {};
  paint("current", from ? { start: Number(from), end: Number(to) } : null);
}

function turn(by) {
  const all = decisions(), at = all.indexOf(decision());
  forget();
  letGo();
  look(at < 0 ? all.at(by > 0 ? 0 : -1) : all[(at + by + all.length) % all.length]);
}

function decide(key) {
  if (!decision()) return turn(1); // nobody decides about what they haven't seen
  const all = decisions(), at = all.indexOf(decision()), button = decision().querySelector(`[data-key=${key}]`);
  if (!button) {
    decision().querySelector("button")?.focus();
    return say(line.dataset.choose);
  }
  button.click();
  look(all[at + 1] ?? all[at - 1]);
}

function undo() {
  if (dropLast()) return;
  const change = document.querySelector("[data-undo]")?.dataset.undo;
  if (change && !queue.some(({ fields }) => fields.change === change)) send({ choice: "undo", change });
}

// The form of a new note or claim for the chosen words; nobody who may not write one has it.
function write(kind) {
  const card = document.querySelector(`#new-${kind} details`);
  if (!card) return;
  if (!chosen) return say(line.dataset.select);
  const title = card.querySelector("[name=title]");
  card.open = true;
  title.focus();
  title.select();
}

const inField = ({ target }) => target.closest?.("input, textarea, select, dialog, [contenteditable]");
const commands = {
  n: () => turn(1), p: () => turn(-1), a: () => decide("a"), r: () => decide("r"),
  b: () => write("note"), c: () => write("claim"), "?": () => help.showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !help.open) return release();
  if (inField(event)) return;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") return event.preventDefault(), undo();
  if (event.ctrlKey || event.metaKey || event.altKey || !single.checked || !Object.hasOwn(commands, event.key)) return;
  event.preventDefault();
  commands[event.key]();
});

function release() {
  if (document.activeElement.closest(".panel, .decision, .card-row")) text.focus({ preventScroll: true });
  forget();
  setCurrent(null);
  showCurrent();
  markersOf(letGo())[0]?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) help.showModal();
  if (event.target.closest("[data-undo]")) undo();
  const mark = event.target.closest("#text .marker[data-suggestion]");
  if (mark && getSelection().isCollapsed) look(document.getElementById(mark.getAttribute("aria-controls")));
});
document.addEventListener("desk:shown", showCurrent);
