// The page's cards and markers by their number, the way from one to the other by Tab, and what is in the window: the card
// just opened, the line being read.
export const byId = (id) => document.getElementById(`card-${id}`)?.closest("details.card");
export const idOf = (card) => card.querySelector(".inner").dataset.annotation;
const markers = new Map();
for (const marker of document.querySelectorAll(".marker")) {
  const { annotation } = marker.dataset;
  markers.set(annotation, [...(markers.get(annotation) ?? []), marker]);
}
export const markersOf = (card) => markers.get(idOf(card)) ?? [];

export const main = document.querySelector("main");
export const body = document.querySelector(".body");
export const wide = matchMedia("(min-width: 73.75em) and (scripting: enabled)"); // 1,180 pixels, more where letters are larger; must match cards.css
export const isBeside = () => wide.matches && !("below" in body.dataset);

// An address that names a card leads to its words, where the card stands beside them.
export function goTo(card) {
  if (isBeside()) markersOf(card)[0]?.scrollIntoView({ block: "center" });
}

export function bringIntoView(card) {
  const marker = markersOf(card)[0]?.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  if (marker && box.bottom < 70) return scrollBy(0, marker.top - 70);
  const below = Math.min(box.bottom, box.top + 5 * parseFloat(getComputedStyle(card).lineHeight)) - innerHeight;
  if (marker && below > 0) scrollBy({ top: Math.max(0, Math.min(below, marker.top - 8)) }); // four lines and the padding
}

// On the way Back browsers scroll to the address they come to. What was being read is put back before it is painted.
let held;
export function hold(card) {
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

// Tab goes from an open marker into its card, from the card's end to what follows the marker, and back the same way:
// as if the card stood right behind its words. Left to the document's order, two markers in one paragraph would make
// a circle.
export function tab(event) {
  if (!document.querySelector(".cards [open]")) return;
  const inCards = new Map(), others = [];
  for (const stop of document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")) {
    if (stop.tabIndex < 0 || !stop.checkVisibility({ visibilityProperty: true })) continue;
    const card = stop.closest(".cards details.card");
    if (!card) others.push(stop);
    else if (inCards.has(card)) inCards.get(card).push(stop);
    else inCards.set(card, [stop]);
  }
  const order = others.flatMap((stop) => {
    const card = stop.matches(".marker") && byId(stop.dataset.annotation);
    return card ? [stop, ...(inCards.get(card) ?? [])] : [stop];
  });
  const at = order.indexOf(event.target);
  const next = at < 0 ? null : order[at + (event.shiftKey ? -1 : 1)];
  if (next) event.preventDefault(), next.focus();
}
