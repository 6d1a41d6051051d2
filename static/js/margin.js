// On a wide window cards stand in the margin, each at the height of its words, and never on one another.
// They are shifted by a custom property that only the wide layout uses, so paper and narrow windows are left alone.
const wide = matchMedia("(min-width: 1180px) and (scripting: enabled)"); // must match cards.css
const gap = 6; // pixels between two cards
const body = document.querySelector(".body");
const cards = [...document.querySelectorAll(".cards .card")];

function arrange() {
  if (!wide.matches) return;
  const places = cards.map((card) => {
    const marker = document.querySelector(`.marker[data-annotation="${card.querySelector(".inner").dataset.annotation}"]`);
    const natural = card.parentElement.getBoundingClientRect().top + card.offsetTop;
    const line = marker.getClientRects()[0] ?? marker.getBoundingClientRect();
    return { card, natural, words: line.top, height: card.offsetHeight };
  });
  let floor = -Infinity;
  for (const { card, natural, words, height } of places) {
    const top = Math.max(words, floor);
    card.style.setProperty("--shift", `${Math.round(top - natural)}px`);
    floor = top + height + gap;
  }
  const room = floor - body.getBoundingClientRect().top;
  body.style.minHeight = room > body.offsetHeight ? `${Math.ceil(room)}px` : "";
}

let planned;
const plan = () => {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(arrange);
};
if (body && cards.length) {
  const watcher = new ResizeObserver(plan);
  for (const element of [body, ...cards]) watcher.observe(element);
  wide.addEventListener("change", plan);
  arrange();
  const target = location.hash.startsWith("#card-") && document.querySelector(`.marker[href="${CSS.escape(location.hash).replace("\\#", "#")}"]`);
  if (target && wide.matches) target.scrollIntoView({ block: "center" });
}
