// The words that an editor has chosen: selected with mouse or touch, by keyboard in the text, or typed. They stay chosen
// while the focus is in the library.
import { line, say } from "./queue.js";
import { bringIntoView, onlyWords, paint, placeAt, rangeOf, rightToLeft, stepped, text, whole } from "./words.js";

const finder = document.getElementById("find");
export let chosen = null;
let settling;
// Others set these by the functions after them, since an import can only be read.
export let held = null; // the number of the card that is looked at
export const setHeld = (id) => (held = id);
export let current = null; // the id of the decision that is looked at, in the list
export const setCurrent = (id) => (current = id);

export const rowOf = (id) => document.querySelector(`.card-row[data-card="${id}"]`);
export const decision = () => current && document.getElementById(current);

export function choose(place) {
  if (!place || (chosen && chosen.start === place.start && chosen.end === place.end)) return;
  chosen = place;
  showChosen();
  document.querySelector(".library").scrollTop = 0;
  keepInSight();
  finder.dispatchEvent(new Event("chosen"));
}

// On a narrow screen what belongs to words comes up from the foot of the window: they move above it.
export function keepInSight(place = chosen, panel = document.getElementById("panel")) {
  const range = place && getComputedStyle(panel).position === "fixed" && rangeOf(place.start, place.end);
  if (!range) return;
  const hidden = range.getBoundingClientRect().bottom + 16 - panel.getBoundingClientRect().top;
  if (hidden > 0) scrollBy({ top: hidden });
}

export function forget() {
  chosen = null;
  showChosen();
  document.getElementById("offers").replaceChildren();
}

function showChosen() {
  paint("chosen", chosen);
  document.body.toggleAttribute("data-chosen", Boolean(chosen));
  document.querySelector(".panel .chosen").hidden = !chosen;
  document.querySelector(".panel .hint").hidden = Boolean(chosen);
  document.getElementById("chosen").textContent = chosen?.exact ?? "";
  offerMove();
  finder.elements.exact.value = chosen?.exact ?? "";
  document.querySelector("[data-new]").hidden = !chosen;
  for (const title of document.querySelectorAll("[data-new] [name=title]")) {
    if (title.value === "" || title.value === title.dataset.given) title.value = title.dataset.given = (chosen?.exact ?? "").slice(0, 200);
  }
  const quote = document.querySelector("[data-new] [name=quote]");
  if (quote && (quote.value === "" || quote.value === quote.dataset.given)) quote.value = quote.dataset.given = chosen?.exact ?? "";
}

// The card that is looked at, on its words or loose, can be moved to the chosen ones.
export function offerMove() {
  const button = document.getElementById("move"), row = held ? rowOf(held) : decision();
  if (!button) return;
  button.parentElement.hidden = !chosen || !row?.dataset.card;
  if (button.parentElement.hidden) return;
  button.querySelector("b").textContent = row.querySelector("b").textContent;
  button.dataset.annotation = row.dataset.card;
  button.dataset.seen = row.dataset.seen;
}

document.addEventListener("selectionchange", () => {
  clearTimeout(settling);
  settling = setTimeout(takeSelection, 150);
});

function takeSelection() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0);
  const place = whole(placeAt(range.startContainer, range.startOffset), placeAt(range.endContainer, range.endOffset, true));
  if (place) choose(place);
  else if (selection.toString().trim()) say(line.dataset.closed);
}

// Chromium starts no selection in what the same press gives the focus to.
text.addEventListener("mousedown", ({ target }) => {
  const marker = target.closest(".marker[tabindex]");
  const stop = marker?.tabIndex;
  marker?.removeAttribute("tabindex");
  addEventListener("mouseup", () => marker?.setAttribute("tabindex", stop), { once: true });
});

text.addEventListener("keydown", (event) => {
  if (!event.target.matches(".marker") || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  getSelection().removeAllRanges();
  event.target.click();
});

// By keyboard: the text is one stop of Tab. Arrows choose a word, with Shift more; up and down go by paragraph.
text.addEventListener("keydown", (event) => {
  if (event.target !== text || event.altKey || event.ctrlKey || event.metaKey) return;
  const forward = { ArrowRight: !rightToLeft, ArrowLeft: rightToLeft, ArrowDown: true, ArrowUp: false }[event.key];
  if (event.key === "Enter" && chosen) event.preventDefault(), document.getElementById("typed").focus();
  if (forward === undefined) return;
  event.preventDefault();
  const place = event.shiftKey && chosen ? extended(forward) : /Up|Down/.test(event.key) ? paragraph(forward) : word(forward);
  if (!place) return;
  choose(place);
  const range = rangeOf(place.start, place.end);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  bringIntoView(range);
});

function extended(forward) {
  return stepped(chosen, "end", forward ? 1 : -1) ?? (forward ? null : stepped(chosen, "start", -1));
}

function word(forward) {
  const words = onlyWords();
  const at = forward ? words.find(({ start }) => start >= (chosen?.end ?? 0)) : words.findLast(({ end }) => end <= (chosen?.start ?? Infinity));
  return at && whole(at.start, at.end);
}

function paragraph(forward) {
  const from = chosen?.start ?? -1;
  const firsts = [...text.querySelectorAll("[data-runs]")].map((block) => placeAt(block, 0));
  const first = forward ? firsts.find((start) => start > from) : firsts.findLast((start) => start < from);
  const at = first !== undefined && onlyWords().find(({ start }) => start >= first);
  return at && whole(at.start, at.end);
}
