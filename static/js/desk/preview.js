// Shows beside the form what readers would see if it were saved now: asks the server, which renders with the reader's
// own templates. What is typed goes there a moment after the last key; a picture that was only chosen stays here.
(() => {
  const PAUSE = 350; // milliseconds after the last change
  const panel = document.querySelector("[data-preview]");
  if (!panel) return;
  const form = panel.closest("form");
  const frame = panel.querySelector("iframe");
  const problems = panel.querySelector(".problems");
  let views = {};
  let picture = null;
  let timer = 0;
  let asking = false, isOld = true;

  const chosen = () => panel.querySelector("[data-view][aria-pressed=true]")?.dataset.view ?? "article";

  // One question at a time: what is typed meanwhile is asked for by the next.
  function ask() {
    isOld = true;
    if (asking || panel.hidden) return;
    asking = true;
    isOld = false;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    if (picture) data.set("_picture", `${picture.width}x${picture.height}`);
    fetch(panel.dataset.preview, { method: "POST", body: data })
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer.status)))
      .then((answer) => {
        views = answer.views;
        say(answer.problems.length ? problems.dataset.intro : "", answer.problems);
        show();
      })
      .catch(() => say(problems.dataset.failed, []))
      .finally(() => {
        asking = false;
        if (isOld) ask();
      });
  }

  // Only what is new is written, so that a screen reader doesn't hear the same at every pause.
  function say(intro, list) {
    const text = JSON.stringify([intro, list]);
    if (problems.dataset.said === text) return;
    problems.dataset.said = text;
    const items = document.createElement("ul");
    items.append(...list.map((each) => Object.assign(document.createElement("li"), { textContent: each })));
    problems.replaceChildren(intro, ...(list.length ? [items] : []));
  }

  function show(anew = false) {
    const html = (views[chosen()] ?? "").replaceAll("data:,picture", picture?.address ?? "data:,picture");
    const inside = frame.contentDocument?.body;
    if (anew || !frame.hasAttribute("srcdoc") || !inside?.firstElementChild) {
      frame.srcdoc = html;
      return;
    }
    // The same document with other contents: nothing flickers, and what was unfolded stays so.
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const open = [...inside.querySelectorAll("details")].map((each) => each.open);
    [...fresh.querySelectorAll("details")].forEach((each, index) => (each.open = open[index] ?? each.open));
    inside.replaceChildren(...fresh.childNodes);
    fit();
  }

  function fit() {
    const inside = frame.contentDocument?.body;
    if (inside) frame.style.blockSize = `${Math.ceil(inside.getBoundingClientRect().height) + 24}px`;
  }

  // The document has no address of its own, and no scripts: its links within it are followed from here.
  function follow(event) {
    const link = event.target.closest?.("a[href^='#']"), to = link && frame.contentDocument.getElementById(link.hash.slice(1));
    if (!link) return;
    event.preventDefault();
    const card = to?.querySelector("details") ?? to?.closest("details");
    if (card) card.open = !card.open;
    to?.scrollIntoView({ block: "nearest" });
  }

  frame.addEventListener("load", () => {
    fit();
    frame.contentDocument?.addEventListener("click", follow);
    if (frame.contentDocument?.body) new ResizeObserver(fit).observe(frame.contentDocument.body);
  });

  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-view]");
    if (!button) return;
    for (const each of panel.querySelectorAll("[data-view]")) each.setAttribute("aria-pressed", each === button);
    show(true);
  });

  form.addEventListener("change", ({ target }) => {
    if (target.type !== "file") return;
    picture = null;
    const [file] = target.files;
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => {
      const image = new Image();
      image.onload = () => {
        picture = { address: reader.result, width: image.naturalWidth, height: image.naturalHeight };
        ask();
      };
      image.src = reader.result;
    };
    reader.readAsDataURL(file);
  });

  // An article's preview is asked for by a button in the bar; this browser remembers it. On a phone it is in the text's place.
  const button = document.querySelector("[data-shows-preview]");
  function toggle(isShown) {
    panel.hidden = !isShown;
    button.setAttribute("aria-pressed", isShown);
    document.body.classList.toggle("desk-writing", isShown);
    document.body.classList.toggle("desk-previewing", isShown);
    if (isShown && isOld) ask();
  }
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      toggle(panel.hidden);
      localStorage.setItem("desk-preview", panel.hidden ? "" : "shown");
    });
    toggle(localStorage.getItem("desk-preview") === "shown" && matchMedia("(min-width: 1100px)").matches);
  }

  form.addEventListener("desk:changed", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  ask();
})();
