// Where cards stand in the margin of a wide window. It opens and closes none: cards.js does, and imports from here.
import { body, isBeside, main, markersOf, wide } from "./view.js";

// When a card was opened or asked for again: the later, the nearer it stands to its words. "Open all" counts as never.
export const turn = new Map();

// In the margin the card opened last begins at the height of its words. Those above end above it, those below begin below
// it, and a card that would be pushed out of its paragraph's neighbourhood shrinks: to its summary, then to its line. A
// closed card whose line has no room there waits behind the line before it, which says how many do.
const NONE = 0, LINE = 1, SUMMARY = 2, FULL = 3;
const SHRUNK = ["none", "line", "summary"];
const GAPS = [0, 6, 18, 18]; // pixels below nothing, a line, a summary, a full card
const NEAR = 28; // pixels: about a line
const pairs = [...document.querySelectorAll(".cards .card")].map((card) => {
  const block = card.parentElement.parentElement;
  return { card, block, marker: markersOf(card)[0], leads: !card.previousElementSibling, heights: [0] };
});
const pairOf = new Map(pairs.map((pair) => [pair.card, pair]));

const wantedOf = ({ card }) => (card.open ? ("full" in card.dataset ? FULL : SUMMARY) : LINE);

// Only what changes is written: a page may have hundreds of cards.
function shrink(card, level, wanted) {
  if (level === wanted) delete card.dataset.shrunk;
  else if (card.dataset.shrunk !== SHRUNK[level]) card.dataset.shrunk = SHRUNK[level];
}

function tell(card) {
  for (const marker of markersOf(card)) marker.setAttribute("aria-expanded", card.open && card.dataset.shrunk !== "line");
}

// A full card in the margin scrolls in itself: whoever has no wheel must reach it, and hear what it is.
function setScroller(pair, scrolls) {
  if (!pair.scrolls === !scrolls) return;
  pair.scrolls = scrolls;
  const { card } = pair, inner = card.querySelector(".inner");
  const set = { tabindex: 0, role: "group", "aria-label": card.querySelector(".title").textContent };
  for (const name in set) scrolls ? inner.setAttribute(name, set[name]) : inner.removeAttribute(name);
}

// Under their paragraphs cards have room: none is taken for shrunk there.
let arranged = false;
let stale = true; // where the text stands is looked up again only when it may have moved
function makeRoom() {
  if (!arranged) return;
  arranged = false;
  stale = true;
  main.style.minHeight = "";
  for (const pair of pairs) {
    setScroller(pair, false);
    if (!("shrunk" in pair.card.dataset)) continue;
    delete pair.card.dataset.shrunk;
    tell(pair.card);
  }
}

// Heights at each level are measured once, all cards of a level together, and kept until one of them changes by itself.
function measure() {
  for (const level of [LINE, SUMMARY, FULL]) {
    const lacking = pairs.filter((pair) => level <= wantedOf(pair) && !pair.heights[level]);
    for (const pair of lacking) shrink(pair.card, level, wantedOf(pair));
    for (const pair of lacking) pair.heights[level] = pair.card.offsetHeight;
  }
}

// Where words and paragraphs stand, from the top of the text, and which lines find no room when all cards are closed.
let above = 0;
function locate() {
  if (!stale) return;
  stale = false;
  const { top } = body.getBoundingClientRect();
  above = top - main.getBoundingClientRect().top;
  for (const pair of pairs) {
    const block = pair.block.getBoundingClientRect();
    pair.top = block.top - top;
    pair.bottom = block.bottom - top;
    pair.words = (pair.marker.getClientRects()[0] ?? pair.marker.getBoundingClientRect()).top - top;
  }
  joinLines();
}

// A paragraph's first line stays beside it; of its others some wait where they would push it or the next away.
function joinLines() {
  const shown = [];
  const put = (at) => {
    for (; at < shown.length; at++) shown[at].start = Math.max(shown[at].words, at ? endOf(shown[at - 1]) : -Infinity);
  };
  for (const pair of pairs) {
    pair.least = pair.level = LINE;
    put(shown.push(pair) - 1);
    while (!isNear(pair)) {
      let at = shown.length - 1;
      while (at > 0 && shown[at].leads && endOf(shown[at - 1]) > shown[at].words) at--;
      if (shown[at].leads) break;
      shown.splice(at, 1)[0].least = NONE;
      put(at);
      if (pair.least === NONE) break;
    }
  }
}

export function arrange() {
  if (!isBeside() || !pairs.length) return makeRoom();
  arranged = true;
  measure();
  locate();
  let active = -1;
  for (const [at, pair] of pairs.entries()) {
    pair.wanted = wantedOf(pair);
    pair.level = pair.card.open ? pair.wanted : pair.least;
    pair.turn = turn.get(pair.card) ?? -1;
    if (pair.turn > (pairs[active]?.turn ?? 0)) active = at;
  }
  place(active);
  while (makeWay(active)) place(active);
  write();
}

function write() {
  const waiting = new Map(); // how many wait behind a line
  let line;
  for (const pair of pairs) {
    if (pair.level !== NONE) line = pair.level === LINE && pair;
    else if (line?.block === pair.block) waiting.set(line, (waiting.get(line) ?? 0) + 1);
  }
  for (const pair of pairs) {
    const { card, level, wanted, start, top } = pair, shift = `${Math.round(start - top)}px`, state = `${level} of ${wanted}`;
    setScroller(pair, level === FULL);
    if (pair.shift !== shift) card.style.setProperty("--shift", (pair.shift = shift));
    shrink(card, level, wanted); // measuring may have left it as it isn't
    if (card.open && pair.state !== state) tell(card);
    pair.state = state;
    if (pair.waiting === waiting.get(pair)) continue;
    pair.waiting = waiting.get(pair);
    card.querySelector(".title").dataset.waiting = pair.waiting ? `+${pair.waiting}` : "";
  }
  const least = `${Math.ceil(above + endOf(pairs.at(-1)))}px`; // the last card may reach below all there is to read
  if (main.style.minHeight !== least) main.style.minHeight = least;
}

const endOf = (pair) => pair.start + pair.heights[pair.level] + GAPS[pair.level];

function place(active) {
  let floor = -Infinity;
  for (const [at, pair] of pairs.entries()) {
    pair.start = at === active ? pair.words : Math.max(pair.words, floor);
    floor = endOf(pair);
  }
  for (let at = active - 1; at >= 0 && endOf(pairs[at]) > pairs[at + 1].start; at--)
    pairs[at].start -= endOf(pairs[at]) - pairs[at + 1].start;
}

// Where a card has been pushed past its paragraph, the one opened longest ago of those that push shrinks by a step; if
// none can, a closed one waits.
function makeWay(active) {
  let changed = false;
  for (let at = 0; at < pairs.length; at++) {
    if (at === active || pairs[at].level === NONE || isNear(pairs[at])) continue;
    let [first, last] = [at, at];
    while (first - 1 > active === at > active && first && endOf(pairs[first - 1]) >= pairs[first].start - 1) first--;
    while (last + 1 < active === at < active && last + 1 < pairs.length && endOf(pairs[last]) >= pairs[last + 1].start - 1) last++;
    const open = pairs.slice(first, last + 1).filter(({ level }) => level > LINE);
    const oldest = open.reduce((a, b) => (b.turn <= a.turn ? b : a), open[0] ?? pairs[at]);
    if (!open.length && oldest.card.open) continue; // an open card keeps its line
    oldest.level--;
    changed = true;
    at = Math.max(at, last);
  }
  return changed;
}

// A card is near while it begins beside its paragraph, or up to two lines below it behind another of the same.
const isNear = ({ start, words, top, bottom, leads, heights, level }) =>
  start <= Math.max(words + NEAR, bottom) + (leads ? 0 : 2.5 * NEAR) && start + heights[level] >= Math.min(words, top) + NEAR;

let planned;
const plan = () => {
  stale = true;
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(arrange);
};
if (pairs.length) {
  let width;
  new ResizeObserver(([{ contentRect }]) => {
    if (width !== contentRect.width) for (const pair of pairs) pair.heights = [0];
    width = contentRect.width;
    if (isBeside()) plan();
  }).observe(body);
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const pair = pairOf.get(target);
      const level = target.dataset.shrunk ? SHRUNK.indexOf(target.dataset.shrunk) : wantedOf(pair);
      if (isBeside() && pair.heights[level] !== target.offsetHeight) pair.heights[level] = 0, plan();
    }
  });
  for (const { card } of pairs) watcher.observe(card);
  wide.addEventListener("change", plan);
}
