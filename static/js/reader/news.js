// Tells what is new since this reader was here: marks it, and a line at the top leads through it. What has been opened is
// news no longer; what has not stays so on the next visit. fetching.js brings this only where something may be new.
// Kept in this browser, and told to nobody: "when it was read|versions of what was shown".
import { body, byId, idOf, markersOf } from "./view.js";

const { article, versions } = body.dataset;
const { lang } = document.documentElement;
const key = `seen-${article}`;
const YEAR = 365 * 864e5; // milliseconds, as all times here
const page = new URL(location.pathname, location.href);
const read = (text) => new Map(text.split(" ").map((pair) => pair.split(".")));
const [at, before] = localStorage[key]?.split("|") ?? [Date.now(), versions];
const seen = read(before), now = read(versions);
const isNew = (id, version = 0) => !seen.has(id) || version > Number(seen.get(id) ?? 0);
const fresh = [...now].filter(([id, version]) => isNew(id, version && Number(version))).map(([id]) => id);
const all = fresh.length;

function save() {
  const kept = [...now].map(([id, version]) => [id, fresh.includes(id) ? seen.get(id) : version]);
  const shown = kept.filter(([id]) => !fresh.includes(id) || seen.has(id));
  const pairs = shown.map(([id, version]) => (version ? `${id}.${version}` : id));
  localStorage[key] = `${fresh.length ? at : Date.now()}|${pairs.join(" ")}`;
}

// The article's own text is 0: its newest update stands at its head or its foot.
const placeOf = (id) => (id === "0" ? document.getElementById(`change-${now.get(id)}`) : byId(id));
const addressOf = (id) => (id === "0" ? (placeOf(id) ? `#change-${now.get(id)}` : new URL("changes/", page)) : `#card-${id}`);

function since() {
  const was = new Date(Number(at)), days = (Date.now() - was) / 864e5;
  if (was.toDateString() === new Date().toDateString()) return was.toLocaleTimeString(lang, { timeStyle: "short" });
  return was.toLocaleDateString(lang, days < 6 ? { weekday: "long" } : { day: "numeric", month: "long", year: "numeric" });
}

function tell() {
  const { content, dataset } = document.getElementById("news");
  const rules = new Intl.PluralRules(lang);
  const sample = Object.keys(dataset).find((name) => name.startsWith("form") && rules.select(name.slice(4)) === rules.select(all));
  const said = (dataset[sample] ?? dataset.form5).replace("{n}", all.toLocaleString(lang));
  const line = document.querySelector(".key > p");
  line.replaceChildren(content.cloneNode(true));
  line.setAttribute("role", "status");
  line.querySelector("span").textContent = said.replace("{day}", since());
  const link = line.querySelector("a"), button = line.querySelector("button");
  const lead = () => {
    link.hidden = button.hidden = !fresh.length;
    if (fresh.length) link.href = addressOf(fresh[0]);
  };
  const done = (id) => {
    if (!fresh.includes(id)) return;
    fresh.splice(fresh.indexOf(id), 1);
    save();
    lead();
  };
  for (const [position, id] of fresh.entries()) mark(id, fresh[position + 1], dataset);
  lead();
  button.addEventListener("click", () => {
    fresh.length = 0;
    save();
    lead();
    line.tabIndex = -1;
    line.focus();
  });
  document.addEventListener("toggle", ({ target }) => target.open && target.matches("details.card") && done(idOf(target)), true);
  const isText = ({ target }) => target.closest("a")?.href === new URL(addressOf("0"), page).href;
  document.addEventListener("click", (event) => isText(event) && setTimeout(done, 0, "0")); // once the link was followed
}

function mark(id, next, { new: label, next: word }) {
  const place = placeOf(id);
  if (!place) return;
  const sign = Object.assign(document.createElement("span"), { className: "new", textContent: label });
  (place.querySelector(".title") ?? place).prepend(sign, " ");
  if (id !== "0") for (const marker of markersOf(place)) marker.dataset.new = label;
  if (!next) return;
  const onward = Object.assign(document.createElement("a"), { className: "onward", href: addressOf(next), textContent: word });
  (place.querySelector(".inner") ?? place).append(" ", onward);
}

function forgetOld() {
  for (const name of Object.keys(localStorage))
    if (name.startsWith("seen-") && Date.now() - parseInt(localStorage[name].split("|")[0]) > YEAR) localStorage.removeItem(name);
}

const asked = new URLSearchParams(location.search).get("since");
if (/^\d{4}-\d\d-\d\d$/.test(asked)) location.replace(new URL(`since/${asked}/`, page)); // where no server leads there
else {
  forgetOld();
  if (all) tell();
  else save();
}
