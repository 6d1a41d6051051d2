// A finger that stays on a word chooses it, also where the browser makes no selection of it.
import { choose } from "./choosing.js";
import { line, say } from "./queue.js";
import { placeAt, text, whole } from "./words.js";

const LONG = 500; // milliseconds
const STILL = 10; // pixels that a finger trembles
let press = 0, from = null, isPressed = false;

text.addEventListener("pointerdown", ({ pointerType, isPrimary, clientX: x, clientY: y }) => {
  clearTimeout(press);
  isPressed = false;
  if (pointerType !== "touch" || !isPrimary) return;
  from = { x, y };
  press = setTimeout(() => chooseUnder(x, y), LONG);
});
text.addEventListener("pointermove", ({ clientX, clientY }) => {
  if (from && Math.hypot(clientX - from.x, clientY - from.y) > STILL) clearTimeout(press);
});
text.addEventListener("pointerup", () => clearTimeout(press));
// Some browsers take the end of it for a tap, which would let go of the words.
text.addEventListener("click", (event) => isPressed && event.stopImmediatePropagation(), true);
addEventListener("scroll", () => clearTimeout(press), { passive: true });

function chooseUnder(x, y) {
  if (!getSelection().isCollapsed) return; // the browser's own
  const at = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const node = at?.offsetNode ?? at?.startContainer;
  if (!node || !text.contains(node)) return;
  const point = placeAt(node, at.offset ?? at.startOffset);
  const place = whole(point, point + 1) ?? whole(point - 1, point);
  isPressed = true;
  if (place) choose(place);
  else say(line.dataset.closed);
}
