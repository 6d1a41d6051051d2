// What its writer typed elsewhere and the server has kept, put beside what this browser has kept itself: drafts.js offers
// both in the same way. What was taken or discarded here once is not offered here again.
const script = document.querySelector("#kept-form");
const bar = document.querySelector("[data-draft-of]");

if (script && bar) {
  const { at, values } = JSON.parse(script.textContent);
  const base = `draft:${bar.dataset.draftOf}:${location.pathname}#`;
  const key = `${base}server-${at}`;
  const seen = `kept-seen:${base}`;
  try {
    const newer = Object.keys(localStorage).some(
      (each) => each.startsWith(base) && JSON.parse(localStorage.getItem(each)).at >= at - 5000,
    );
    if (!newer && localStorage.getItem(seen) !== key) {
      localStorage.setItem(key, JSON.stringify({ at, values, texts: {} }));
      localStorage.setItem(seen, key);
    }
  } catch {} // no storage: nothing can be offered
}
