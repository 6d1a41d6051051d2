// Opens and closes cards: by mouse, touch and keyboard, with the address bar and the Back button following. Where they
// stand is margin.js's; the page names both, so that neither waits for the other to be asked for.
// The state is the document's own: <details open>. The rules are in docs/decisions/.
import { arrange, bringIntoView, goTo, hold, idOf, markersOf, turn } from "./margin.js";

const byId = (id) => document.getElementById(`card-${id}`)?.closest("details.card");
const named = () => byId(location.hash.slice(6)); // "#card-12"
const forget = () => history.replaceState(here, "", location.pathname + location.search);
const heard = document.getElementById("heard");

// Each opening is a step that Back undoes: `depth` counts them, so that we know which way a reader went.
let here = history.state ?? { depth: 0 };
history.replaceState(here, "");

let turns = 0;
function come(card) {
  card.open = true;
  turn.set(card, ++turns);
  card.style.setProperty("--first", -turns);
  arrange();
}

function show(card) {
  come(card);
  want(card);
  history.scrollRestoration = "manual"; // the step we leave: coming Back to it must not move the page
  here = { depth: here.depth + 1, card: idOf(card) };
  history.pushState(here, "", `#card-${here.card}`);
  history.scrollRestoration = "auto";
  heard.textContent = [".kind", ".title", ".inner > p"].map((part) => card.querySelector(part).textContent).join(". ");
  bringIntoView(card);
}

function shut(card) {
  if (card.contains(document.activeElement)) markersOf(card)[0]?.focus({ preventScroll: true });
  card.open = false;
  turn.delete(card);
  arrange();
}

function hide(card) {
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
  const markers = markersOf(card);
  for (const marker of markers) marker.setAttribute("aria-expanded", card.open);
  if (markers.length) card.querySelector("summary").tabIndex = card.open ? 0 : -1; // closed, its marker is the stop
  if (card.open) near.observe(card);
  else near.unobserve(card);
}

const intended = ({ target }) => {
  const marker = target.closest?.(".marker");
  return marker ? byId(marker.dataset.annotation) : target.closest?.(".card > summary")?.parentElement;
};
let clicked;
document.addEventListener("click", (event) => {
  const card = intended(event);
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (event.target.matches(".close")) hide(card);
  else if (event.detail < 2 || card !== clicked) toggle(card); // a double click or tap opens once
  clicked = card;
});

// The rest of a card is folded until it is asked for. Without htmx the link leads to the card's own page.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".more > a");
  if (!link || !("htmx" in window) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const card = link.closest(".card");
  const full = card.toggleAttribute("data-full");
  link.setAttribute("aria-expanded", full);
  [link.textContent, link.dataset.other] = [link.dataset.other ?? link.closest("[data-less]").dataset.less, link.textContent];
  come(card);
  want(card);
});

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-all]");
  if (!chosen) return;
  event.preventDefault();
  const opening = chosen.dataset.all === "open";
  for (const card of document.querySelectorAll("details.card")) {
    if (opening && !card.open) turn.set(card, 0);
    card.open = opening;
  }
  for (const control of document.querySelectorAll("[data-all]")) control.hidden = control === chosen;
  document.querySelector("[data-all]:not([hidden])").focus();
  if (!opening && here.card) history.back();
  else if (!opening && named()) forget();
});

// The full card is asked for on intent: a resting pointer, focus, the start of a touch. At rest nothing is fetched.
// Of many open cards (Open all, find-in-page) only those that come near the window are.
let resting;
function rest(event) {
  clearTimeout(resting);
  const card = intended(event);
  if (card) resting = setTimeout(want, 90, card);
}
document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && rest(event));
document.addEventListener("focusin", rest);
document.addEventListener("touchstart", (event) => want(intended(event)), { passive: true });
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) want(target);
}, { rootMargin: "200px" });

function want(card) {
  const link = card?.querySelector(".more > [hx-get]:not([data-asked])");
  if (!link) return;
  link.dataset.asked = "";
  link.dispatchEvent(new Event("want"));
}

// What fails ahead of opening is asked for again on opening; what fails while its card is open says so.
for (const failure of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(failure, ({ target }) => {
    const more = target.closest?.(".more");
    if (!more) return;
    delete target.dataset.asked;
    if (!more.closest("[open]") || more.querySelector(".failed")) return;
    more.prepend(document.getElementById("failed").content.cloneNode(true));
    heard.textContent = more.querySelector(".failed").textContent;
  });
}
document.addEventListener("click", ({ target }) => {
  if (!target.matches("[data-retry]")) return;
  const more = target.closest(".more");
  target.closest(".failed").remove();
  more.querySelector("[hx-get]").focus();
  want(more.closest(".card"));
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

// Tab goes from an open marker into its card, from the card's end to what follows the marker, and back the same way:
// as if the card stood right behind its words. Left to the document's order, two markers in one paragraph would make
// a circle.
function tab(event) {
  if (!document.querySelector(".cards [open]")) return;
  const stops = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
    .filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility({ visibilityProperty: true }));
  const home = (stop) => stop.closest(".cards details.card");
  const order = stops.filter((stop) => !home(stop)).flatMap((stop) => {
    const card = stop.matches(".marker") && byId(stop.dataset.annotation);
    return card ? [stop, ...stops.filter((other) => home(other) === card)] : [stop];
  });
  const at = order.indexOf(event.target);
  const next = at < 0 ? null : order[at + (event.shiftKey ? -1 : 1)];
  if (next) event.preventDefault(), next.focus();
}

const first = named();
if (first) come(first); // some browsers open it themselves, but not after a reload
for (const card of document.querySelectorAll("details.card")) follow(card);
arrange();
if (first) goTo(first);
