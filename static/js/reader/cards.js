// Opens and closes cards: by mouse, touch and keyboard, with the address bar and the Back button following. Where they
// stand is margin.js's, what they bring fetching.js's; the page names all of them, so that none waits for another to be
// asked for. The state is the document's own: <details open>. The rules are in docs/decisions/.
import { intended, unfold, want } from "./fetching.js";
import { arrange, turn } from "./margin.js";
import { body, bringIntoView, byId, goTo, hold, idOf, markersOf, tab } from "./view.js";

const named = () => byId(location.hash.slice(6)); // "#card-12"
const forget = () => history.replaceState(here, "", location.pathname + location.search);
const heard = document.getElementById("heard");

// Each opening is a step that Back undoes: `depth` counts them, so that we know which way a reader went.
let here = history.state ?? { depth: 0 };
history.replaceState(here, "");

let turns = 0;
function come(card) {
  if (!card.open && "complete" in body.dataset) unfold(card, true);
  card.open = true;
  turn.set(card, ++turns);
  say(card);
  card.style.setProperty("--first", -turns);
  arrange();
  requestAnimationFrame(() => setTimeout(want, 0, card)); // its rest, once it is painted
}

function show(card) {
  settle();
  come(card);
  bringIntoView(card);
  here = { depth: here.depth + 1, card: idOf(card) };
  later = () => tellOf(card);
  requestAnimationFrame(() => setTimeout(settle));
}

// The address, the rest of the card and what is read out follow once it is painted: a new step in the history takes a slow
// phone as long as all that shows the card.
let later;
function settle() {
  later?.();
  later = null;
}

function tellOf(card) {
  history.scrollRestoration = "manual"; // the step we leave: coming Back to it must not move the page
  history.pushState(here, "", `#card-${here.card}`);
  history.scrollRestoration = "auto";
  const parts = [".kind", ".title", ".inner > p", ".failed"].map((part) => card.querySelector(part)?.textContent);
  heard.textContent = parts.filter(Boolean).join(". ");
}

function shut(card) {
  if (card.contains(document.activeElement)) markersOf(card)[0]?.focus({ preventScroll: true });
  card.open = false;
  turn.delete(card);
  say(card);
  arrange();
}

function hide(card) {
  settle();
  shut(card);
  if (here.card === idOf(card)) history.back();
  else if (named() === card) forget();
}

// A card that made way for others is brought back by its words and by its line.
function toggle(card) {
  if (!card.open) show(card);
  else if (!("shrunk" in card.dataset)) hide(card);
  else come(card), bringIntoView(card);
}

addEventListener("popstate", ({ state }) => {
  const was = here;
  later = null; // Back before its step was taken
  const forward = !state || state.depth > was.depth;
  here = state ?? { depth: was.depth + 1, card: named() && idOf(named()) }; // no state: a link within the page
  if (!state) history.replaceState(here, "");
  const card = byId(forward ? here.card : was.card);
  if (state) hold(card);
  if (card && forward) come(card);
  else if (card) shut(card);
  history.scrollRestoration = "auto";
  if (named()?.open !== false) return;
  if (here.depth && !forward) history.back(); // its card was closed meanwhile: no dead step
  else forget();
});

// Find-in-page and fragment links open a <details> without us: what follows from its state hangs on its own event.
document.addEventListener("toggle", ({ target }) => target.matches?.("details.card") && follow(target), true);

function follow(card) {
  if (card.open && !turn.has(card)) come(card);
  if (!card.open) turn.delete(card);
  say(card);
}

// At once when it is ours: its event comes later, and a quick Tab before it.
function say(card) {
  const markers = markersOf(card);
  for (const marker of markers) marker.setAttribute("aria-expanded", card.open);
  if (markers.length) card.querySelector("summary").tabIndex = card.open ? 0 : -1; // closed, its marker is the stop
}

let clicked;
let clickedAt = 0;
// A double click or tap opens once. Not every browser counts taps, so those within half a second are one.
const isAgain = (card, { detail, pointerType, timeStamp }) =>
  card === clicked && (detail > 1 || (pointerType === "touch" && timeStamp - clickedAt < 500));

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target } = event;
  const card = intended(event);
  const more = "htmx" in window && target.closest(".card .more > a");
  const chosen = target.closest("[data-all]");
  if (chosen || more || card?.matches(".card")) event.preventDefault();
  if (chosen) return all(chosen);
  if (more) return readOn(more.closest(".card"));
  if (!card?.matches(".card")) return;
  if (target.matches(".close")) hide(card);
  else if (!isAgain(card, event)) toggle(card);
  clicked = card;
  clickedAt = event.timeStamp;
});

document.addEventListener("keydown", (event) => {
  const marker = event.target.closest?.(".marker");
  const card = marker ? byId(marker.dataset.annotation) : event.target.closest?.("details.card");
  if (event.key === "Escape") leave(card?.open ? card : byId(here.card));
  if (event.key === " " && marker) event.preventDefault(), toggle(card);
  if (event.key === "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey) tab(event);
});

function leave(card) {
  if (!card?.open) return;
  markersOf(card)[0]?.focus();
  hide(card);
}

function readOn(card) {
  unfold(card, !("full" in card.dataset));
  come(card);
}

function all(chosen) {
  settle();
  const opening = chosen.dataset.all === "open";
  for (const card of document.querySelectorAll("details.card")) {
    if (opening && !card.open) turn.set(card, 0);
    card.open = opening;
  }
  for (const control of document.querySelectorAll("[data-all]")) control.hidden = control === chosen;
  document.querySelector("[data-all]:not([hidden])").focus();
  if (!opening && here.card) history.back();
  else if (!opening && named()) forget();
}

// What a reader prefers stays in this browser. Where nothing may be kept it holds for this page.
for (const box of document.querySelectorAll("[data-prefer]")) {
  const { prefer } = box.dataset, key = `cards-${prefer}`;
  const apply = () => body.toggleAttribute(`data-${prefer}`, box.checked);
  try {
    box.checked = key in localStorage;
    box.addEventListener("change", () => (box.checked ? localStorage.setItem(key, "") : localStorage.removeItem(key)));
  } catch {
    // storage is forbidden
  }
  box.addEventListener("change", () => (hold(), apply(), arrange()));
  apply();
}

const first = named();
if (first) come(first); // some browsers open it themselves, but not after a reload
for (const card of document.querySelectorAll("details.card")) follow(card);
arrange();
if (first) goTo(first);
