// Opens and closes cards: by mouse, touch and keyboard, with the address bar and the Back button following.
// The state is the document's own: <details open>. Rules that were chosen by trying: docs/decisions/.
const all = () => [...document.querySelectorAll(".card")];
const byId = (id) => document.getElementById(`card-${id}`)?.closest("details.card");
const idOf = (card) => card.querySelector(".inner").dataset.annotation;
const markersOf = (card) => [...document.querySelectorAll(`.marker[data-annotation="${idOf(card)}"]`)];
const bare = () => location.pathname + location.search;
let here = history.state ?? { depth: 0 };

function open(card) {
  card.open = true;
  want(card);
  history.scrollRestoration = "manual"; // the entry we leave: coming Back to it must not move the page
  here = { depth: here.depth + 1, card: idOf(card) };
  history.pushState(here, "", `#card-${idOf(card)}`);
  history.scrollRestoration = "auto";
  say(card);
  bringIntoView(card);
}

function close(card) {
  const id = idOf(card);
  if (card.contains(document.activeElement)) markersOf(card)[0]?.focus();
  card.open = false;
  if (history.state?.card === id) history.back();
  else if (location.hash === `#card-${id}`) history.replaceState(here, "", bare());
}

const toggle = (card) => (card.open ? close(card) : open(card));

addEventListener("popstate", (event) => {
  const was = here;
  here = event.state ?? { depth: 0 };
  const card = byId(here.depth < was.depth ? was.card : here.card);
  if (card) card.open = here.depth > was.depth;
  if (here.card && !byId(here.card)?.open) history.replaceState(here, "", bare());
  history.scrollRestoration = "auto";
});

// Find-in-page and fragment links open a <details> without us: what follows from its state hangs on its own event.
document.addEventListener("toggle", ({ target }) => target.matches?.(".card") && follow(target), true);

function follow(card) {
  for (const marker of markersOf(card)) marker.setAttribute("aria-expanded", card.open);
  card.querySelector("summary").tabIndex = card.open ? 0 : -1; // closed, the marker is its one stop
}

function say(card) {
  const words = [".kind", ".title", ".inner > p"].map((part) => card.querySelector(part).textContent);
  document.getElementById("heard").textContent = words.join(". ");
}

function bringIntoView(card) {
  const marker = markersOf(card)[0]?.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const below = Math.min(box.bottom, box.top + 220) - innerHeight;
  if (marker && below > 0) scrollBy({ top: Math.max(0, Math.min(below, marker.top - 70)) });
}

document.addEventListener("click", (event) => {
  const marker = event.target.closest(".marker");
  const summary = event.target.closest(".card > summary");
  const card = marker ? byId(marker.dataset.annotation) : summary?.parentElement;
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  toggle(card);
});

document.addEventListener("keydown", (event) => {
  const marker = event.target.closest?.(".marker");
  const card = marker ? byId(marker.dataset.annotation) : event.target.closest?.(".card");
  if (event.key === "Escape") return escape(card?.open ? card : byId(here.card));
  if (event.key === " " && marker) event.preventDefault(), toggle(card);
  if (event.key === "Tab" && card?.open && !event.altKey) tab(event, card, marker);
});

function escape(card) {
  if (!card?.open) return;
  markersOf(card)[0]?.focus();
  close(card);
}

// Tab goes from an open marker into its card, from the card's end to what follows the marker, and back the same way.
function tab(event, card, marker) {
  const stops = (root) => [...root.querySelectorAll("a[href], button, summary, [tabindex='0']")]
    .filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility({ visibilityProperty: true }));
  const inside = stops(card);
  const first = markersOf(card).find((piece) => piece.tabIndex >= 0);
  let next;
  if (marker && !event.shiftKey) next = inside[0];
  else if (!marker && event.shiftKey && event.target === inside[0]) next = first;
  else if (!marker && !event.shiftKey && event.target === inside.at(-1) && first) {
    const page = stops(document).filter((stop) => !card.contains(stop));
    next = page[page.indexOf(first) + 1];
  }
  if (next) event.preventDefault(), next.focus();
}

// The full card is asked for on intent: a resting pointer, focus, the start of a touch. At rest nothing is fetched.
let resting;
const intended = ({ target }) => {
  const marker = target.closest?.(".marker");
  return marker ? byId(marker.dataset.annotation) : target.closest?.(".card > summary")?.parentElement;
};
function rest(event) {
  clearTimeout(resting);
  const card = intended(event);
  if (card) resting = setTimeout(want, 90, card);
}
document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && rest(event));
document.addEventListener("focusin", rest);
document.addEventListener("touchstart", (event) => want(intended(event)), { passive: true });

function want(card) {
  const link = card?.querySelector(".more > [hx-get]:not([data-asked])");
  if (!link) return;
  link.dataset.asked = "";
  link.dispatchEvent(new Event("want"));
}

for (const failure of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(failure, ({ target }) => {
    const more = target.closest?.(".more");
    if (!more || more.querySelector(".failed")) return;
    more.prepend(document.getElementById("failed").content.cloneNode(true));
  });
}
document.addEventListener("click", ({ target }) => {
  if (!target.matches("[data-retry]")) return;
  const link = target.closest(".more").querySelector("[hx-get]");
  target.closest(".failed").remove();
  delete link.dataset.asked;
  link.focus();
  want(link.closest(".card"));
});

// Open all shows every summary; the rest of each card follows only when it comes near the window.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) want(target);
}, { rootMargin: "200px" });
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-all]");
  if (!chosen) return;
  event.preventDefault();
  const opening = chosen.dataset.all === "open";
  for (const card of all()) {
    card.open = opening;
    if (opening) near.observe(card);
    else near.unobserve(card);
  }
  for (const control of document.querySelectorAll("[data-all]")) control.hidden = control === chosen;
  document.querySelector("[data-all]:not([hidden])").focus();
  history.replaceState((here = { depth: here.depth }), "", bare());
});

for (const card of all()) {
  follow(card);
  if (card.open) want(card);
}
