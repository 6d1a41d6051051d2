// Where the words on the page stand in the article's text. Places are code points, half-open, as the server counts them;
// JavaScript counts UTF-16 units, so nothing here adds lengths of strings. `data-runs` of a block gives for each stretch
// of its text the place and the number of code points ("-": no words of the article).
export const text = document.getElementById("text");
export const rightToLeft = getComputedStyle(text).direction === "rtl";
export let points;
let pieces, segments;

function readWords() {
  points = new Array(Number(document.getElementById("state").dataset.length)).fill("\n");
  pieces = [];
  segments = null;
  for (const block of text.querySelectorAll("[data-runs]")) readBlock(block);
}

function readBlock(block) {
  const runs = block.dataset.runs.split(" ").map((run) => run.split(":")).filter((run) => run[1] > 0);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let run = runs.shift(), used = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; run && at < node.data.length;) {
      const piece = { node, from: at, start: Number(run[0]) + used, length: 0 };
      for (; piece.length < run[1] - used && at < node.data.length; piece.length++) {
        const point = String.fromCodePoint(node.data.codePointAt(at));
        if (run[0] !== "-") points[piece.start + piece.length] = point;
        at += point.length;
      }
      piece.to = at;
      if (run[0] !== "-") pieces.push(piece);
      used += piece.length;
      if (used >= run[1]) [run, used] = [runs.shift(), 0];
    }
  }
}

export const codePoints = (string) => [...string].length;
export const wordsAt = (start, end) => points.slice(start, end).join("");
const endOf = (piece) => piece.start + piece.length;

// The place of a boundary in the document. Between words of the article it is the next one's, for an end the last one's.
export function placeAt(node, offset, isEnd = false) {
  const edge = document.createRange();
  edge.setStart(node, offset);
  if (isEnd) {
    const piece = pieces.findLast((piece) => edge.comparePoint(piece.node, piece.from) < 0);
    if (!piece) return 0;
    return piece.node === node && offset < piece.to ? piece.start + codePoints(node.data.slice(piece.from, offset)) : endOf(piece);
  }
  const piece = pieces.find((piece) => edge.comparePoint(piece.node, piece.to) > 0);
  if (!piece) return points.length;
  return piece.node === node && offset > piece.from ? piece.start + codePoints(node.data.slice(piece.from, offset)) : piece.start;
}

// The range of the document that shows these words, or null if none of them is on the page.
export function rangeOf(start, end) {
  const first = pieces.find((piece) => endOf(piece) > start), last = pieces.findLast((piece) => piece.start < end);
  if (!first || !last || first.start >= end) return null;
  const unit = (piece, place) => piece.from + [...piece.node.data.slice(piece.from, piece.to)]
    .slice(0, Math.max(0, place - piece.start)).join("").length;
  const range = document.createRange();
  range.setStart(first.node, unit(first, start));
  range.setEnd(last.node, unit(last, end));
  return range;
}

// The words and what is between them, in order: { start, end, isWord }.
function segmented() {
  if (segments) return segments;
  let at = 0;
  const cutter = new Intl.Segmenter(text.closest("[lang]").lang, { granularity: "word" });
  segments = [...cutter.segment(points.join(""))].map(({ segment, isWordLike }) => {
    const start = at;
    at += codePoints(segment);
    return { start, end: at, isWord: isWordLike || /\p{Extended_Pictographic}/u.test(segment) };
  });
  return segments;
}

const isSpace = (place) => /\s/.test(points[place]);
export const onlyWords = () => segmented().filter((segment) => segment.isWord);

// What was selected, as whole words without the space around them, and not past a heading; null if nothing is left.
export function whole(start, end) {
  while (start < end && isSpace(start)) start++;
  const closed = wordsAt(start, end).search(/\n{3}/); // what stands between is no words that a card can have
  if (closed >= 0) end = start + codePoints(wordsAt(start, end).slice(0, closed));
  while (end > start && isSpace(end - 1)) end--;
  if (start >= end) return null;
  start = segmented().find((segment) => segment.end > start).start;
  end = segmented().findLast((segment) => segment.start < end).end;
  return { start, end, exact: wordsAt(start, end) };
}

// The same words with one edge a word further on (1) or back (-1); null if nothing would be left or it can't be.
export function stepped({ start, end }, edge, by) {
  const words = onlyWords();
  if (edge === "end") {
    const word = by > 0 ? words.find((word) => word.end > end) : words.findLast((word) => word.end < end);
    return word && word.end > start ? sound(start, word.end) : null;
  }
  const word = by > 0 ? words.find((word) => word.start > start) : words.findLast((word) => word.start < start);
  return word && word.start < end ? sound(word.start, end) : null;
}

function sound(start, end) {
  const place = whole(start, end);
  return place && place.start === start && place.end === end ? place : null;
}

export function paint(name, place) {
  const range = place && rangeOf(place.start, place.end);
  if (!CSS.highlights) return range;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
  return range;
}

export function bringIntoView(range) {
  const box = range?.getBoundingClientRect();
  if (box && (box.top < 80 || box.bottom > innerHeight * 0.6)) scrollBy({ top: box.top - innerHeight * 0.35 });
}

readWords();
document.addEventListener("htmx:after:swap", readWords);
