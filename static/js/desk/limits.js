// Says below a Markdown text how near it is to what can be saved, from nine tenths on. The server counts the same
// (explainer/text/limits.py, explainer/desk/length_guide.py).
const NEAR = 0.9, PAUSE = 400; // of a limit; milliseconds after the last key
const known = new WeakMap(); // text area -> { limits, near, over, said, timer }

function knownOf(area) {
  if (known.has(area)) return known.get(area);
  const { limits, ...texts } = JSON.parse(area.dataset.limits);
  const said = Object.assign(document.createElement("p"), { className: "limit", hidden: true });
  said.setAttribute("role", "status");
  (area.closest(".counted") ?? area).after(said);
  const compiled = limits.map((limit) => ({ ...limit, pattern: limit.pattern && new RegExp(limit.pattern, "gm") }));
  known.set(area, { limits: compiled, ...texts, said });
  return known.get(area);
}

function count({ pattern, most }, text) {
  if (pattern) return text.match(pattern)?.length ?? 0;
  return text.length < most * NEAR ? text.length : [...text].length; // code points, as the server counts them
}

function judge(area) {
  const { limits, near, over, said } = knownOf(area);
  const counted = limits.map((limit) => ({ ...limit, n: count(limit, area.value) }));
  const [nearest] = counted.toSorted((a, b) => b.n / b.most - a.n / a.most);
  const isNear = nearest.n >= nearest.most * NEAR, isOver = nearest.n > nearest.most;
  const lang = document.documentElement.lang || undefined;
  const fill = { n: nearest.n.toLocaleString(lang), most: nearest.most.toLocaleString(lang), name: nearest.name };
  const text = isNear ? (isOver ? over : near).replace(/\{(\w+)\}/g, (_all, name) => fill[name]) : "";
  said.hidden = !isNear;
  said.toggleAttribute("data-over", isOver);
  if (said.textContent !== text) said.textContent = text;
}

function soon(area) {
  const kept = knownOf(area);
  clearTimeout(kept.timer);
  kept.timer = setTimeout(() => judge(area), PAUSE);
}

document.addEventListener("input", ({ target }) => target.matches("textarea[data-limits]") && soon(target));
const judgeAll = () => document.querySelectorAll("textarea[data-limits]").forEach(judge);
addEventListener("desk:restored", judgeAll);
judgeAll(); // a module runs once the page is there
