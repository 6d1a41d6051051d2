// Sends changes one after the other, at once. What isn't acknowledged is kept, in the page and on this device, and sent
// again; its key tells the server that it is the same. Only answers of the desk itself (X-Desk) count.
const desk = document.body.dataset;
const store = `desk-${desk.desk}`;
export const line = document.getElementById("status");
const sender = document.getElementById("sender");
const watcher = document.getElementById("watcher");
export let queue = [];
let sending = null, acknowledged = false, retry;
try {
  queue = JSON.parse(localStorage.getItem(store)) ?? [];
} catch { /* nothing is kept where a browser doesn't let us */ }

export function say(words, isWrong = false) {
  line.textContent = words;
  document.getElementById("bar").toggleAttribute("data-wrong", isWrong);
}
export const csrf = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
export const waiting = (test) => queue.filter((item) => item !== sending && test(item.fields));

function keep() {
  try {
    if (queue.length) localStorage.setItem(store, JSON.stringify(queue));
    else localStorage.removeItem(store);
    return true;
  } catch {
    return false;
  }
}

const seals = new Map(); // of cards whose new seal isn't on the page yet
export function send(fields) {
  fields.seen = seals.get(fields.annotation) ?? fields.seen;
  // Two changes of one card that still wait are one: the words it stood on at first, to the words it goes to at last.
  const earlier = waiting((other) => other.annotation && other.annotation === fields.annotation)[0];
  if (earlier) {
    fields.seen = earlier.fields.seen;
    queue = queue.filter((item) => item !== earlier);
  }
  queue.push({ key: newKey(), fields });
  keep();
  next();
}

export function dropLast() {
  const last = waiting(() => true).at(-1);
  queue = queue.filter((item) => item !== last);
  keep();
  if (last) say(line.dataset.unsent);
  document.dispatchEvent(new Event("desk:kept"));
  return last;
}

function next() {
  clearTimeout(retry);
  if (sending || !queue.length) return;
  sending = queue[0];
  acknowledged = false;
  if (navigator.onLine) say(line.dataset.saving);
  const values = { ...sending.fields, key: sending.key, heard: heard(), csrfmiddlewaretoken: csrf() };
  htmx.ajax("POST", desk.change, { source: sender, target: sender, swap: "none", values, headers: pieces() });
}

// What the page shows, piece by piece, so that the answer brings the others alone. A server or a proxy refuses a header
// that is longer than 8 kB (nginx, large_client_header_buffers): without it the answer brings all.
const LONGEST_HEADER = 6000;
function pieces() {
  const shown = Array.from(document.querySelectorAll("[data-piece]"), (piece) => `${piece.id}:${piece.dataset.piece}`).join(" ");
  return shown.length > LONGEST_HEADER ? {} : { "X-Pieces": shown };
}

const heard = () => document.getElementById("state").dataset.heard;

function notSaved(broken) {
  const many = queue.length > 1 ? line.dataset.offlineMany.replace("%n", queue.length) : line.dataset.offlineOne;
  say((broken ? line.dataset[broken] : many) + (keep() ? "" : ` ${line.dataset.fields}`), true);
  document.dispatchEvent(new Event("desk:kept"));
  retry = setTimeout(next, 5000);
}

let broken = ""; // why the server's answer doesn't count, if there was one
sender.addEventListener("htmx:after:request", (event) => {
  const { status: code, headers } = event.detail.ctx.response;
  const ours = headers.get("X-Desk") === sending.key;
  broken = code === 401 ? "expired" : ours || code >= 400 ? "broken" : "foreign";
  acknowledged = ours && code < 500 && code !== 401;
  if (acknowledged) for (const sent of document.querySelectorAll("[data-sent]")) sent.removeAttribute("data-sent");
  if (!ours) event.preventDefault(); // somebody else's page: a proxy's, or one to sign in to a network
  if (!acknowledged) return;
  document.getElementById("bar").toggleAttribute("data-wrong", code !== 200);
  const { annotation } = sending.fields;
  if (annotation && code === 200) {
    seals.set(annotation, headers.get("X-Seal"));
    for (const { fields } of waiting((other) => other.annotation === annotation)) fields.seen = headers.get("X-Seal");
  }
  document.dispatchEvent(new CustomEvent("desk:answered", { detail: { code, fields: sending.fields } }));
});
sender.addEventListener("htmx:error", () => (broken = ""));
sender.addEventListener("htmx:finally:request", () => {
  seals.clear();
  if (acknowledged) queue = queue.filter((item) => item !== sending);
  sending = null;
  keep();
  if (acknowledged) setTimeout(next);
  else notSaved(broken);
  document.dispatchEvent(new Event("desk:shown"));
});
addEventListener("online", next);
addEventListener("offline", () => queue.length && notSaved(""));
addEventListener("focus", next);

// What others do comes in by itself while the page is looked at and nothing of ours is under way.
function watch() {
  if (document.hidden || sending || queue.length) return;
  const version = document.getElementById("state").dataset.version;
  htmx.ajax("GET", desk.news, { source: watcher, target: watcher, swap: "none", values: { version, heard: heard() }, headers: pieces() });
}
watcher.addEventListener("htmx:after:request", (event) => {
  const { status: code, headers } = event.detail.ctx.response;
  if (headers.get("X-Desk") !== "news" || sending) event.preventDefault();
  else if (code !== 401) document.querySelector("[data-signed-out]")?.remove();
});
watcher.addEventListener("htmx:finally:request", () => document.dispatchEvent(new Event("desk:shown")));
setInterval(watch, Number(desk.every));
document.addEventListener("visibilitychange", watch);
if (document.readyState === "complete") next();
else addEventListener("load", next);
