// What is done with buttons: each `data-send` names a choice and carries what it needs. `data-words` takes the chosen
// words along. A new note or claim is sent like any other change, so it isn't lost with the connection either.
import { choose, chosen, forget, keepInSight } from "./choosing.js";
import { addSource, empty, fieldsOf, fill } from "./new_card.js";
import { line, queue, say, send } from "./queue.js";
import { bringIntoView, codePoints, paint, points, rangeOf, text, whole, wordsAt } from "./words.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-send]");
  if (!button) return;
  const { send: choice, words: onWords, key, ...fields } = button.dataset;
  if (onWords !== undefined && !chosen) return say(line.dataset.select);
  send({ choice, ...fields, ...(onWords === undefined ? {} : chosen) });
  button.closest(".decision, .card-row")?.setAttribute("data-sent", "");
  if (button.closest(".problem")) button.closest(".problem").remove();
  if (onWords !== undefined) backToText();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-send]")) event.preventDefault(), sendNew(form);
  if (form.matches("[data-by-hand]")) event.preventDefault(), chooseTyped(form.querySelector("input").value);
});

async function sendNew(form) {
  if (!chosen) return say(line.dataset.select);
  const at = chosen;
  if (!(await addSource(form))) return;
  send({ choice: form.dataset.send, ...fieldsOf(form), ...at });
  empty(form);
  form.closest("details").open = false;
  backToText();
}

// Once the words have their card they are let go, and the focus is where it was: in the text.
function backToText() {
  const at = chosen;
  forget();
  getSelection().removeAllRanges();
  paint("kept", at);
  text.focus({ preventScroll: true });
}

// The next place where these words stand: pressed again, the one after.
function chooseTyped(typed) {
  const wanted = typed.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  const all = points.join("");
  const found = [...all.matchAll(new RegExp(wanted, "giu"))].map(({ 0: words, index }) => {
    const start = codePoints(all.slice(0, index));
    return { start, end: start + codePoints(words) };
  });
  const next = found.find(({ start }) => start > (chosen?.start ?? -1)) ?? found[0];
  const place = wanted && next && whole(next.start, next.end);
  if (!place) return say(line.dataset.missing);
  choose(place);
  bringIntoView(rangeOf(place.start, place.end));
}

// From the search box down to the first answer, past the forms of new cards.
document.getElementById("typed").addEventListener("keydown", (event) => {
  const first = event.key === "ArrowDown" && document.querySelector("#offers :is(button, a)");
  if (first) event.preventDefault(), first.focus();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-forget]")) forget();
  if (event.target.closest("[data-dismiss]")) event.target.closest(".problem").remove();
});

// Refused: the words are chosen again, so that nothing has to be found a second time. A form comes back as it was typed.
document.addEventListener("desk:answered", ({ detail: { code, fields } }) => {
  paint("kept", null);
  if (code === 200 || !fields.choice.startsWith("new_")) return;
  const form = document.querySelector(`form[data-send="${fields.choice}"]`);
  if (form.closest("details").open === false) fill(form, fields);
  document.addEventListener("desk:shown", () => {
    const there = wordsAt(Number(fields.start), Number(fields.end)) === fields.exact;
    if (!there) return;
    choose({ start: Number(fields.start), end: Number(fields.end), exact: fields.exact });
    document.querySelector("[data-new] .refused")?.closest("p, fieldset").querySelector("input, textarea")?.focus();
  }, { once: true });
});
document.addEventListener("desk:shown", () => {
  paint("chosen", chosen);
  const last = queue.findLast(({ fields }) => fields.exact);
  paint("kept", last && { start: Number(last.fields.start), end: Number(last.fields.end) });
});
// What the library answers may make the panel taller.
document.getElementById("find").addEventListener("htmx:after:swap", () => keepInSight());
