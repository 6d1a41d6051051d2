// The keyboard among cards: Space on a marker, Escape, and Tab from words to their card and on.
import { byId, markersOf } from "./view.js";
import { hide, lastOpened, toggle } from "./cards.js";

document.addEventListener("keydown", (event) => {
  const marker = event.target.closest?.(".marker");
  const card = marker ? byId(marker.dataset.annotation) : event.target.closest?.("details.card");
  if (event.key === "Escape") leave(card?.open ? card : lastOpened());
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
