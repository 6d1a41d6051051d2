// Searches in the browser where no server answers: a copy of the site on a plain host of files. Only a page that wasn't
// answered has `data-index`. Every address comes from the page, so the copy may lie in any folder.
const place = document.querySelector("[data-index]"); // a live region
const list = document.querySelector(".results");
const asked = new URLSearchParams(location.search);
const typed = (asked.get("q") ?? "").trim().slice(0, 200);
const kind = asked.get("kind") ?? "";
const STEP = 20; // results at a time
const WEIGHTS = [10, 6, 3]; // title, other names, summary
const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ß: "ss" };

// The same folding as explainer/search/words.py.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]/g;
const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
const fold = (text) => bare(text).replace(/[øłđðþæœıß]/g, (letter) => LETTERS[letter]).replace(UNSPACED, " $& ");
const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const wanted = [...new Set(words(typed))].slice(0, 10);
const meets = (word) => wanted.includes(word) || word.startsWith(wanted.at(-1));

// How well an item fits: 0 unless it has every word; the last may be the beginning of one.
function fit([itemKind, , ...fields]) {
  if (kind && kind !== itemKind) return 0;
  const texts = fields.map((field) => ` ${words(field).join(" ")} `);
  let sum = 0;
  for (const word of wanted) {
    const ending = word === wanted.at(-1) ? "" : " ";
    const found = texts.map((text, at) => (text.includes(` ${word}${ending}`) ? WEIGHTS[at] : 0));
    if (!Math.max(...found)) return 0;
    sum += Math.max(...found) + (texts[0].includes(` ${word} `) ? 1 : 0);
  }
  return sum;
}

function marked(name, text) {
  const element = document.createElement(name);
  for (const piece of text.normalize("NFC").split(/([\p{L}\p{N}]+)/u)) {
    if (!words(piece).some(meets)) element.append(piece);
    else element.append(Object.assign(document.createElement("mark"), { textContent: piece }));
  }
  return element;
}

function result([itemKind, path, title, , summary, verdict]) {
  const item = document.createElement("li");
  const label = Object.assign(marked("p", ""), { className: "section", textContent: place.dataset[itemKind] });
  const link = Object.assign(marked("a", title), { className: "headline" });
  if (verdict) link.dataset.verdict = verdict;
  link.href = new URL(path, new URL(place.dataset.root, location.href));
  item.append(label, link, marked("p", summary));
  return item;
}

function show(items, complete) {
  const found = items.map((item) => [fit(item), item]).filter(([score]) => score);
  found.sort(([one], [other]) => other - one);
  const { nothing, capped, more } = place.dataset;
  const said = found.length ? `${place.dataset.found} ${found.length}` : nothing;
  place.textContent = complete ? said : `${said} ${capped}`;
  if (!found.length) list.after(document.querySelector("#nothing").content);
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: more });
  const next = () => {
    const shown = found.splice(0, STEP).map(([, item]) => result(item));
    list.append(...shown);
    button.hidden = !found.length;
    return shown[0]?.querySelector("a");
  };
  button.addEventListener("click", () => next()?.focus());
  list.after(button);
  next();
}

if (place && typed) {
  document.title = `${typed} · ${document.title}`;
  document.querySelector("#q").value = typed;
  document.querySelector("#kind").value = kind;
  fetch(new URL(place.dataset.index, location.href))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(({ items, complete }) => show(wanted.length ? items : [], complete))
    .catch(() => (place.textContent = place.dataset.failed));
}
