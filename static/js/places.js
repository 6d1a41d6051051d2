// Where cards are: in the margin of a wide window, in the order of the Tab key, in the window once opened.

// In the margin each card stands at the height of its words, and never on another. It is shifted by a custom property
// that only the wide layout uses, so paper and narrow windows are left alone.
const wide = matchMedia("(min-width: 73.75em) and (scripting: enabled)"); // 1,180 pixels, more where letters are larger; must match cards.css
const gap = (card) => (card.open ? 18 : 6); // pixels below a card
const main = document.querySelector("main");
const pairs = [...document.querySelectorAll(".cards .card")].map((card) => ({ card, marker: markersOf(card)[0] }));

function arrange() {
  if (!wide.matches) return;
  const places = pairs.map(({ card, marker }) => ({
    card,
    natural: card.parentElement.getBoundingClientRect().top + card.offsetTop,
    words: (marker.getClientRects()[0] ?? marker.getBoundingClientRect()).top,
    height: card.offsetHeight,
  }));
  const top = main.getBoundingClientRect().top;
  let floor = -Infinity;
  for (const { card, natural, words, height } of places) {
    const start = Math.max(words, floor);
    card.style.setProperty("--shift", `${Math.round(start - natural)}px`);
    floor = start + height + gap(card);
  }
  main.style.minHeight = `${Math.ceil(floor - top)}px`; // the last card may reach below all there is to read
}

let planned;
const plan = () => {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(arrange);
};
if (pairs.length) {
  const watcher = new ResizeObserver(plan);
  for (const element of [document.querySelector(".body"), ...pairs.map(({ card }) => card)]) watcher.observe(element);
  wide.addEventListener("change", plan);
  arrange();
  if (named() && wide.matches) markersOf(named())[0]?.scrollIntoView({ block: "center" });
}

function bringIntoView(card) {
  const marker = markersOf(card)[0]?.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  if (marker && box.bottom < 70) return scrollBy(0, marker.top - 70);
  const below = Math.min(box.bottom, box.top + 220) - innerHeight;
  if (marker && below > 0) scrollBy({ top: Math.max(0, Math.min(below, marker.top - 70)) });
}

// On the way Back browsers scroll to the address they come to. What was being read is put back before it is painted.
let held;
function hold(card) {
  if (held) return;
  const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 3);
  const marker = card && markersOf(card)[0];
  const lost = !seen || (card && (card.contains(seen) || seen.contains(card)));
  const anchor = (lost && marker) || seen || main;
  const { top } = anchor.getBoundingClientRect();
  held = { anchor, top: anchor === marker ? Math.max(top, 70) : top };
  requestAnimationFrame(() => {
    scrollBy(0, held.anchor.getBoundingClientRect().top - held.top);
    held = null;
    if (card?.open) bringIntoView(card);
  });
}

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
