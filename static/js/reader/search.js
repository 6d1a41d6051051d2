// Searches in the browser where no server answers: a copy of the site on a plain host of files. Only a page that wasn't
// answered has `data-index`. Every address comes from the page, so the copy may lie in any folder.
const place = document.querySelector("[data-index]"); // a live region
const list = document.querySelector(".results");
const asked = new URLSearchParams(location.search);
const typed = (asked.get("q") ?? "").trim().slice(0, 200);
const kind = asked.get("kind") ?? "";
const STEP = 20; // results at a time
const WEIGHTS = [10, 6, 3]; // title, other names, summary
const PIECE = 3; // signs of a script without spaces that are looked for together

// The same folding as explainer/search/equivalence.py, cutting as words.py and other ways to write as variants.py.
const PLAIN = Object.fromEntries(
  "øo łl đd ðd þth æae œoe ıi ßss ىي یي ېي ےي کك ڪك ةه ہه ھه ەه ۃه ٱا ൺണ് ൻന് ർര് ൽല് ൾള് ൿക് \u0901\u0902 ʹ' ʻ' ʼ' ʽ' ˈ' ςσ"
    .split(" ").map((pair) => [pair[0], pair.slice(1)]));
const DROPPED = /[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}\u0300-\u0305\u0307\u0309-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]|(?<![иу])\u0306|(?<!і)\u0308|(?<=[א-ת])['"״׳”’](?=[א-ת])/gu;
const NASAL = /ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])/g;
const zeros = "٠۰०০੦૦୦௦౦೦൦๐໐၀០";
const digit = (sign) => String([...zeros].map((zero) => sign.codePointAt(0) - zero.codePointAt(0)).find((n) => n >= 0 && n < 10) ?? sign);
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(DROPPED, "")
  .replace(/[^\x00-\x7f]/gu, (sign) => PLAIN[sign] ?? sign).replace(/ء([وي])/g, "$1$1")
  .replace(NASAL, "\u0902").normalize("NFC").replace(/եվ/g, "եւ")
  .replace(/[\u0e4d\u0ecd]([\u0e48-\u0e4b\u0ec8-\u0ecb]?)([\u0e32\u0eb2])/g, (_, tone, a) => tone + (a === "\u0e32" ? "\u0e33" : "\u0eb3"))
  .replace(/\p{Nd}/gu, (sign) => (sign < "\x80" ? sign : digit(sign)));
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const SIGN = `(?=[\\p{L}\\p{N}])[${UNSPACED}]\\p{M}*`;
const WORD = `(?:${SIGN})+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}]\\p{M}*)+`;
const PART = `(?:[\\p{L}\\p{N}]['"״׳”’]?[\\p{M}\\xad\\u0640\\u200b-\\u200f\\u2060]*)+`;
const SHOWN = new RegExp(`(${PART})`, "u");
const WHOLE = new RegExp(`(${PART}(?:['’‘ʻʼ.]${PART})+)`, "u");
const all = (pattern, text) => text.match(new RegExp(pattern, "gu")) ?? [];
const isRun = (word) => new RegExp(`^${SIGN}`, "u").test(word);
const pieces = (word) => (isRun(word) ? all(SIGN, word).map((_, at, signs) => signs.slice(at, at + PIECE).join("")) : [word]);
const LETTER = `(?![${UNSPACED}])\\p{L}\\p{M}*`;
const DOTTED = `(?<![\\p{L}\\p{N}\\p{M}_.])(?:${LETTER}\\.)+${LETTER}(?![\\p{L}\\p{N}\\p{M}_])\\.?`;
const SEATED = /[ؤئ][\u0640\u064b-\u0652]*و/;
const LATIN = "[a-z\\xdf-\\u02af]";
const undotted = (letters) => letters.replaceAll(".", "");
const joined = (name) => {
  const bare = name.replace(/['’‘](?:s|t|d|m|ll|re|ve|em)$/, "").replace(/^(?:[cdjlmnst]|gl|un|quest|[a-z]*(?:ll|qu))['’‘](?=[aeiouhy])/, "");
  return /['’‘]/.test(bare) ? [bare.replace(/['’‘]/g, "")] : [];
};
const otherWays = (text) => [
  ...all(`(?<!${LATIN})${LATIN}+(?:['’‘]${LATIN}+)+`, fold(text)).flatMap(joined),
  ...all(DOTTED, fold(text)).map(undotted),
  ...all("[\\u0620-\\u06d3\\u200c\\u200d]+", text.normalize("NFC")).filter((word) => SEATED.test(word))
    .map((word) => fold(word.replace(/[ؤئ]/g, (seat) => (seat === "ؤ" ? "ئ" : "ؤ")))),
];
const words = (text) => all(WORD, fold(text));
const forms = (text) => [...words(text), ...otherWays(text)];
const wanted = [...new Set(all(WORD, fold(typed).replace(new RegExp(DOTTED, "gu"), undotted)))].slice(0, 10);
const last = wanted.at(-1);
// What must be there: a word with the space that ends it, or the beginning of one.
const terms = wanted.flatMap((word) => {
  if (!isRun(word)) return [word === last ? word : `${word} `];
  const whole = pieces(word).slice(0, 1 - PIECE);
  return whole.length ? whole.map((piece) => `${piece} `) : [word];
}).slice(0, 30);
const meets = (word) => wanted.some((each) => (isRun(each) ? word.includes(each) : word === each)) || word.startsWith(last);

// A text in pieces: its words and what is between; one that is looked for in another way than written is whole.
const shown = (text) => text.normalize("NFC").split(WHOLE)
  .flatMap((piece) => (otherWays(piece).some(meets) ? [piece] : piece.split(SHOWN)));

// How well an item fits: 0 unless it has every word; the last may be the beginning of one.
function fit([itemKind, , ...fields]) {
  if (kind && kind !== itemKind) return 0;
  const texts = fields.slice(0, 3).map((field) => ` ${forms(field).flatMap(pieces).join(" ")} `);
  let sum = 0;
  for (const term of terms) {
    const found = texts.map((text, at) => (text.includes(` ${term}`) ? WEIGHTS[at] : 0));
    if (!Math.max(...found)) return 0;
    sum += Math.max(...found) + (texts[0].includes(` ${term.trim()} `) ? 1 : 0);
  }
  return sum;
}

function marked(name, text) {
  const element = document.createElement(name);
  for (const piece of shown(text)) {
    if (!forms(piece).some(meets)) element.append(piece);
    else element.append(Object.assign(document.createElement("mark"), { textContent: piece }));
  }
  return element;
}

function result([itemKind, path, title, , summary, shape, language]) {
  const item = document.createElement("li");
  const label = Object.assign(marked("p", ""), { className: "section", textContent: place.dataset[itemKind] });
  const link = Object.assign(marked("a", title), { className: "headline" });
  if (shape) link.dataset.shape = shape;
  link.href = new URL(path, new URL(place.dataset.root, location.href));
  const text = marked("p", summary);
  if (language) {
    link.hreflang = language;
    for (const each of [link, text]) Object.assign(each, { lang: language, dir: "auto" });
  }
  item.append(label, link, text);
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
