// Where cards stand in the margin of a wide window. It opens and closes none: cards.js does, and imports from here.
import { body, isBeside, main, markersOf, wide } from "./view.js";

// When a card was opened or asked for again: the later, the nearer it stands to its words. "Open all" counts as never.
export const turn = new Map();

// In the margin the card opened last begins at the height of its words. Those above end above it, those below begin below
// it, and a card that would be pushed out of its paragraph's neighbourhood shrinks: to its summary, then to its line.
const GAPS = [6, 18, 18]; // pixels below a line, a summary, a full card
const pairs = [...document.querySelectorAll(".cards .card")].map((card) => ({ card, marker: markersOf(card)[0], heights: [] }));
const SHRUNK = ["line", "summary"];

// Only what changes is written: a page may have hundreds of cards.
function shrink(card, level, wanted) {
  if (level < wanted) card.dataset.shrunk = SHRUNK[level];
  else if ("shrunk" in card.dataset) delete card.dataset.shrunk;
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
function makeRoom() {
  if (!arranged) return;
  arranged = false;
  main.style.minHeight = "";
  for (const pair of pairs) {
    setScroller(pair, false);
    if (!("shrunk" in pair.card.dataset)) continue;
    delete pair.card.dataset.shrunk;
    tell(pair.card);
  }
}

const wantedOf = ({ card }) => (card.open ? 1 + ("full" in card.dataset) : 0);

// Heights at each level are measured once, all cards of a level together, and kept until one of them changes by itself.
function measure() {
  for (const level of [0, 1, 2]) {
    const lacking = pairs.filter((pair) => level <= wantedOf(pair) && !pair.heights[level]);
    for (const { card } of lacking) shrink(card, level, 1 + ("full" in card.dataset));
    for (const pair of lacking) pair.heights[level] = pair.card.offsetHeight;
  }
}

export function arrange() {
  if (!isBeside() || !pairs.length) return makeRoom();
  arranged = true;
  measure();
  const cards = pairs.map((pair) => {
    const block = pair.card.parentElement.parentElement.getBoundingClientRect();
    const words = (pair.marker.getClientRects()[0] ?? pair.marker.getBoundingClientRect()).top;
    return { ...pair, block, words, level: wantedOf(pair), turn: turn.get(pair.card) ?? -1 };
  });
  const active = cards.reduce((last, card, at) => (card.turn > (cards[last]?.turn ?? 0) ? at : last), -1);
  place(cards, active);
  while (makeWay(cards, active)) place(cards, active);
  for (const [at, { card, level, start, block }] of cards.entries()) {
    const pair = pairs[at], wanted = wantedOf(pair), shift = `${Math.round(start - block.top)}px`, state = `${level} of ${wanted}`;
    setScroller(pair, level === 2);
    if (pair.shift !== shift) card.style.setProperty("--shift", (pair.shift = shift));
    shrink(card, level, wanted); // measuring may have left it as it isn't
    if (card.open && pair.state !== state) tell(card);
    pair.state = state;
  }
  const top = main.getBoundingClientRect().top;
  main.style.minHeight = `${Math.ceil(endOf(cards.at(-1)) - top)}px`; // the last card may reach below all there is to read
}

const endOf = (card) => card.start + card.heights[card.level] + GAPS[card.level];

function place(cards, active) {
  let floor = -Infinity;
  for (const [at, card] of cards.entries()) {
    card.start = at === active ? card.words : Math.max(card.words, floor);
    floor = endOf(card);
  }
  for (let at = active - 1; at >= 0 && endOf(cards[at]) > cards[at + 1].start; at--)
    cards[at].start -= endOf(cards[at]) - cards[at + 1].start;
}

// Where a card has been pushed past its paragraph, the one opened longest ago of those that push shrinks by a step.
function makeWay(cards, active) {
  let changed = false;
  for (let at = 0; at < cards.length; at++) {
    if (at === active || isNear(cards[at])) continue;
    let [first, last] = [at, at];
    while (first - 1 > active === at > active && first && endOf(cards[first - 1]) >= cards[first].start - 1) first--;
    while (last + 1 < active === at < active && last + 1 < cards.length && endOf(cards[last]) >= cards[last + 1].start - 1) last++;
    const open = cards.slice(first, last + 1).filter((card) => card.level);
    const oldest = open.reduce((a, b) => (b.turn <= a.turn ? b : a), open[0]);
    if (oldest) changed = !!oldest.level--;
    at = Math.max(at, last);
  }
  return changed;
}

const LINE = 28; // pixels
const isNear = ({ start, words, block, heights, level }) =>
  start <= Math.max(words, block.bottom - LINE) + LINE && start + heights[level] >= Math.min(words, block.top) + LINE;

let planned;
const plan = () => {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(arrange);
};
if (pairs.length) {
  let width;
  new ResizeObserver(([{ contentRect }]) => {
    if (width !== contentRect.width) for (const pair of pairs) pair.heights = [];
    width = contentRect.width;
    plan();
  }).observe(body);
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const pair = pairs.find(({ card }) => card === target);
      const level = target.dataset.shrunk ? SHRUNK.indexOf(target.dataset.shrunk) : wantedOf(pair);
      if (pair.heights[level] !== target.offsetHeight) pair.heights[level] = 0, plan();
    }
  });
  for (const { card } of pairs) watcher.observe(card);
  wide.addEventListener("change", plan);
}
