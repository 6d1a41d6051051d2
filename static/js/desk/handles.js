// The card whose words are looked at: its row in the list, and a handle at either end of its words. Handles move by
// dragging and by arrow keys; the row's buttons do the same in single steps.
import { forget, held, keepInSight, offerMove, rowOf, setHeld } from "./choosing.js";
import { send, waiting } from "./queue.js";
import { bringIntoView, paint, placeAt, rangeOf, rightToLeft, stepped, text, whole } from "./words.js";

const handles = document.querySelector(".handles");
const story = document.querySelector(".story");
const ahead = new Map(); // where cards are going, as long as the server hasn't said so

export const markersOf = (id) => [...text.querySelectorAll(`.marker[data-annotation="${id}"]`)];
const placeOf = (id) => ahead.get(id) ?? { start: Number(rowOf(id).dataset.from), end: Number(rowOf(id).dataset.to) };

function hold(id) {
  letGo();
  if (!rowOf(id)) return;
  forget();
  setHeld(id);
  showHeld();
  rowOf(id).scrollIntoView({ block: "nearest" });
  keepInSight(placeOf(id), rowOf(id));
}

export function letGo() {
  const was = held;
  setHeld(null);
  showHeld();
  return was;
}

text.addEventListener("click", (event) => {
  if (!event.target.closest(".marker") && getSelection().isCollapsed) forget(), letGo();
});

function showHeld() {
  offerMove();
  if (held && !rowOf(held)) setHeld(null);
  for (const row of document.querySelectorAll(".card-row")) row.toggleAttribute("data-held", row.dataset.card === held);
  for (const marker of text.querySelectorAll(".marker")) marker.setAttribute("aria-expanded", marker.dataset.annotation === held && held !== null);
  document.body.toggleAttribute("data-holding", held !== null);
  const range = held && rangeOf(placeOf(held).start, placeOf(held).end);
  handles.hidden = !range || !rowOf(held).querySelector("[data-step]");
  paint("going", held && ahead.has(held) ? placeOf(held) : null);
  if (!handles.hidden) placeHandles([...range.getClientRects()].filter((box) => box.width));
}

function placeHandles(boxes) {
  const origin = story.getBoundingClientRect();
  const edges = { start: [boxes[0], "left"], end: [boxes.at(-1), "right"] };
  for (const handle of handles.children) {
    const [box, side] = edges[handle.dataset.handle];
    const x = rightToLeft ? box[side === "left" ? "right" : "left"] : box[side];
    handle.style.left = `${x - origin.left}px`;
    handle.style.top = `${box.top - origin.top}px`;
    handle.style.height = `${box.height}px`;
  }
}

function go(id, place) {
  if (!place) return;
  ahead.set(id, place);
  send({ choice: "adjust", annotation: id, seen: rowOf(id).dataset.seen, ...place });
  showHeld();
}

const step = (edge, by) => go(held, stepped(placeOf(held), edge, by));

document.addEventListener("click", (event) => {
  const marker = event.target.closest("#text .marker[data-annotation]");
  if (marker && getSelection().isCollapsed) {
    hold(marker.dataset.annotation);
    markersOf(held)[0]?.focus({ preventScroll: true }); // so that the arrow keys work at once
  }
  const show = event.target.closest("[data-show]");
  if (show) {
    event.preventDefault();
    hold(show.dataset.show);
    bringIntoView(rangeOf(placeOf(held).start, placeOf(held).end));
    markersOf(held)[0]?.focus({ preventScroll: true });
  }
  const button = event.target.closest("[data-step]");
  if (button) {
    if (!held) setHeld(button.closest(".card-row").dataset.card);
    step(button.dataset.step, Number(button.dataset.by));
  }
  if (event.target.closest("[data-leave]")) markersOf(letGo())[0]?.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  const on = event.target.closest?.(".handle, #text .marker[data-annotation]");
  if (!on || !/^Arrow(Left|Right)$/.test(event.key)) return;
  const handle = on.dataset.handle;
  if (!handle && !event.shiftKey) return;
  event.preventDefault();
  if (!handle && held !== on.dataset.annotation) hold(on.dataset.annotation);
  if (handles.hidden) return;
  step(handle ?? (event.altKey ? "start" : "end"), (event.key === "ArrowRight") === rightToLeft ? -1 : 1);
});

// Dragging. The word under the pointer is taken in or left out; nothing is sent before the pointer is let go.
let dragged = null;
handles.addEventListener("pointerdown", (event) => {
  if (!event.target.matches(".handle") || event.button) return;
  event.target.setPointerCapture(event.pointerId);
  dragged = { edge: event.target.dataset.handle, from: placeOf(held), to: null };
});
handles.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const at = placeUnder(event.clientX, event.clientY);
  if (at === null) return;
  const { start, end } = dragged.from;
  const to = dragged.edge === "start" ? at < end && whole(at, end) : at > start && whole(start, at);
  if (!to) return;
  dragged.to = to;
  paint("going", to);
  placeHandles([...rangeOf(to.start, to.end).getClientRects()].filter((box) => box.width));
});
for (const kind of ["pointerup", "pointercancel"]) {
  handles.addEventListener(kind, () => {
    const done = dragged;
    dragged = null;
    if (kind === "pointerup" && done?.to && (done.to.start !== done.from.start || done.to.end !== done.from.end)) go(held, done.to);
    else showHeld();
  });
}

function placeUnder(x, y) {
  handles.hidden = true; // it is in the way of its own words
  const at = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  handles.hidden = false;
  const node = at?.offsetNode ?? at?.startContainer;
  return node && text.contains(node) ? placeAt(node, at.offset ?? at.startOffset) : null;
}

document.addEventListener("desk:answered", ({ detail: { fields } }) => {
  if (!waiting((other) => other.annotation === fields.annotation).length) ahead.delete(fields.annotation);
});
document.addEventListener("desk:shown", () => dragged || showHeld());
addEventListener("resize", showHeld);
