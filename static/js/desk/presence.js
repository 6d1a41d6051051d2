// Who else has this record open: asked every half minute, which says that we have. Closing the page says so too.
import { token } from "./token.js";

const EVERY = 30_000; // milliseconds; the newsroom takes somebody for gone after two minutes
const line = document.querySelector("[data-here]");

function words(fields = {}) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token());
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return body;
}

async function tell() {
  const answer = await fetch(line.dataset.here, { method: "POST", body: words(), redirect: "manual" }).catch(() => null);
  const found = answer?.ok ? await answer.json().catch(() => null) : null;
  const said = found?.said ?? ""; // whoever can't be asked after isn't named any longer
  if (line.textContent !== said) line.textContent = said;
}

if (line) {
  tell();
  setInterval(tell, EVERY);
  addEventListener("pagehide", () => navigator.sendBeacon(line.dataset.here, words({ leaving: "1" })));
  addEventListener("pageshow", ({ persisted }) => persisted && tell());
}
