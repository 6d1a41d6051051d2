// Counts the words of texts that have a length guide. It is heard only when the judgement changes, not at every key.
(() => {
  const PAUSE = 1000; // milliseconds after the last key until a screen reader is told
  const guides = document.querySelectorAll(".length[data-enough]");
  if (!guides.length) return;
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");
  document.getElementById("content-main").append(heard);
  let timer = 0;

  function judge(area) {
    const guide = area.closest(".counted")?.querySelector(".length");
    if (!guide) return;
    const words = area.value.trim() ? area.value.trim().split(/\s+/).length : 0;
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
