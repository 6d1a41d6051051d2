// Counts the words of texts that have a length guide. It is heard only when the judgement changes, not at every key.
(() => {
  const PAUSE = 1000; // milliseconds after the last key until a screen reader is told
  const guides = document.querySelectorAll(".length[data-enough]");
  if (!guides.length) return;
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");
  document.getElementById("content-main").append(heard);
  const HAN = "\\u3005-\\u3007\\u3021-\\u3029\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3105-\\u312f\\u31a0-\\u31bf" +
    "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
  const SOUTH_EAST = "\\u0e01-\\u0e30\\u0e32\\u0e33\\u0e40-\\u0e45\\u0e81-\\u0eb0\\u0eb2\\u0eb3\\u0ebd\\u0ec0-\\u0ec4" +
    "\\u1000-\\u102a\\u103f\\u1050-\\u1055\\u1780-\\u17b3";
  const SIGN = new RegExp(`[${HAN}]`, "gu");
  const LETTER = new RegExp(`[${SOUTH_EAST}]`, "gu");
  const BESIDE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3000-\\u303f\\u30fb\\uff00-\\uff65\\u200b\\u2060\\ufeff\\u0f0b-\\u0f0d";
  const SPACED = new RegExp(`[^\\s${HAN}${SOUTH_EAST}${BESIDE}]+`, "gu");
  let timer = 0;

  // As explainer/text/counting.py counts.
  function countWords(text) {
    const count = (pattern) => text.match(pattern)?.length ?? 0;
    return count(SPACED) + Math.ceil(count(SIGN) / 2) + Math.ceil(count(LETTER) / 5);
  }

  function judge(area) {
    const guide = area.closest(".counted")?.querySelector(".length");
    if (!guide) return;
    const words = countWords(area.value);
    const level = words >= +guide.dataset.many ? "many" : words >= +guide.dataset.enough ? "enough" : "few";
    guide.textContent = guide.dataset[`${level}Text`].replace("{n}", words);
    if (level === guide.dataset.level) return;
    guide.dataset.level = level;
    clearTimeout(timer);
    timer = setTimeout(() => (heard.textContent = guide.textContent), PAUSE);
  }

  document.addEventListener("input", ({ target }) => target.matches("textarea") && judge(target));
  addEventListener("desk:restored", () => document.querySelectorAll(".counted textarea").forEach(judge));
})();
