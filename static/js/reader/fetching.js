// Brings what the page only links to: the rest of each card, and the list of sources. It is asked for on intent (a resting
// pointer, focus, the start of a touch), when it comes near the window open, and for paper. At rest nothing is fetched.
// Without htmx the links lead to pages of their own.
import { body, byId } from "./view.js";

const heard = document.getElementById("heard");
const foldedParts = "details.card, details.references";

// The one way into this page for HTML from outside it: what htmx has fetched from our own origin, and no scripts in it.
const policy = window.trustedTypes?.createPolicy("explainer", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
window.htmx?.registerExtension("explainer", { init: (api) => api.initSecurity(policy) });

// The styles of what is brought: asked for by the page as if for paper, so that its text doesn't wait for them.
for (const sheet of document.querySelectorAll("[data-later]")) sheet.media = "all";

// What was shown last is kept here; news.js is brought if anything else is shown now.
const { article, versions, news } = body.dataset;
try {
  const key = `seen-${article}`;
  const [, seen = versions] = localStorage[key]?.split("|") ?? [];
  if (news && (seen !== versions || /[?&]since=/.test(location))) import(news);
  else if (news) localStorage[key] = `${Date.now()}|${versions}`;
} catch {} // storage is forbidden

const linkOf = (part) => part?.querySelector(".more > [hx-get]:not([data-asked])");

export function want(part) {
  const link = linkOf(part);
  if (!link) return;
  link.dataset.asked = "";
  link.dispatchEvent(new Event("want"));
}

// The <details> that a marker or a heading is about to open.
export function intended({ target }) {
  const marker = target.closest?.(".marker");
  return marker ? byId(marker.dataset.annotation) : target.closest?.(":is(.card, .references) > summary")?.parentElement;
}

// What a press will open is styled while the finger is down.
document.addEventListener("pointerdown", (event) => intended(event)?.querySelector(".inner")?.getBoundingClientRect());

let resting;
function rest(event, wait = 90) {
  clearTimeout(resting);
  const part = intended(event);
  if (part) resting = setTimeout(want, wait, part);
}
document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && rest(event));
document.addEventListener("focusin", (event) => rest(event));
document.addEventListener("touchstart", (event) => rest(event, 30), { passive: true });
document.addEventListener("click", () => clearTimeout(resting), true); // what it opens asks by itself, once it is painted

// Of many open cards (Open all, find-in-page) only those that come near the window are asked for.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) want(target);
}, { rootMargin: "200px" });
const watch = (part) => (part.open ? near.observe(part) : near.unobserve(part));
document.addEventListener("toggle", ({ target }) => target.matches?.(foldedParts) && watch(target), true);
for (const part of document.querySelectorAll(foldedParts)) if (part.open) watch(part);

// The rest of a card is folded until it is asked for.
export function unfold(card, full) {
  const link = card.querySelector(".more > a");
  card.toggleAttribute("data-full", full);
  link.setAttribute("aria-expanded", full);
  link.dataset.more ??= link.textContent;
  link.textContent = full ? link.closest("[data-less]").dataset.less : link.dataset.more;
  if (full) want(card);
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
  want(more.closest("details"));
});

// Paper doesn't wait: this one request is made at once.
addEventListener("beforeprint", () => {
  const link = linkOf(document.querySelector("details.references"));
  if (!link) return;
  const request = new XMLHttpRequest();
  try {
    request.open("GET", link.getAttribute("hx-get"), false);
    request.send();
  } catch {
    return; // no connection: the paper says where the list is
  }
  if (request.status !== 200) return;
  link.dataset.asked = "";
  link.after(...new DOMParser().parseFromString(policy.createHTML(request.response), "text/html").body.childNodes);
});
