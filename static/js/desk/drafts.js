// Keeps what is typed into a form until the server says that it was saved: a closed tab, an expired sign-in, a server
// error or a lost connection lose nothing. Each opening of a form has a token and keeps its own copy under it, so two
// tabs don't overwrite each other; the server sends the token back in a cookie once the form is saved.
import { compare, differing } from "./differences.js";

(() => {
  const PAUSE = 300; // milliseconds after the last key
  const KEPT = 30 * 24 * 3600 * 1000; // a copy that nobody wanted for thirty days goes
  const bar = document.querySelector("[data-draft-of]");
  if (!bar) return;
  const form = bar.closest("form");
  const base = `draft:${bar.dataset.draftOf}:`;
  const here = `${base}${location.pathname}#`;
  const rowKeys = /^\w+-\d+-(id|article|note|claim)$/; // other ones after each save: rows are known by their order
  const names = /^(?!_|csrfmiddlewaretoken)(?!.*__prefix__)/;
  let token = crypto.getRandomValues(new Uint32Array(3)).join("-");
  let known = {};
  let sending = false;
  let timer = 0;

  const kept = () => Object.keys(localStorage).filter((key) => key.startsWith(base));
  const read = (key) => JSON.parse(localStorage.getItem(key));
  const fields = () =>
    [...form.elements].filter((each) => names.test(each.name) && !rowKeys.test(each.name) && each.name && !/^(file|submit|button)$/.test(each.type));
  const field = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`);

  function values(initial = false) {
    const found = {};
    for (const each of fields()) {
      if (/^(checkbox|radio)$/.test(each.type)) {
        const on = initial ? each.defaultChecked : each.checked;
        if (on || !(each.name in found)) found[each.name] = on ? each.value : "";
      } else if (initial && each.options) {
        found[each.name] = ([...each.options].find((option) => option.defaultSelected) ?? each.options[0])?.value ?? "";
      } else found[each.name] = initial ? each.defaultValue : each.value;
    }
    return found;
  }

  const isDirty = () => differing(known, values()).length > 0;

  function keep() {
    clearTimeout(timer);
    try {
      if (!isDirty()) return localStorage.removeItem(here + token);
      const texts = {};
      for (const each of fields()) if (each.options && each.value) texts[each.name] = each.selectedOptions[0].text;
      localStorage.setItem(here + token, JSON.stringify({ at: Date.now(), values: values(), texts }));
    } catch {} // storage is full or forbidden: the question before leaving is what remains
  }

  // Copies of forms that were saved, that say what the form says, or that are old.
  function clear() {
    const saved = /(?:^|; )desk_saved=([^;]*)/.exec(document.cookie)?.[1].split(".") ?? [];
    for (const key of kept()) {
      const same = key.startsWith(here) && !differing(read(key).values, values()).length;
      const gone = saved.includes(key.split("#").pop()) || same || Date.now() - read(key).at > KEPT;
      if (gone && key !== here + token) localStorage.removeItem(key);
    }
  }

  const waiting = () =>
    kept()
      .filter((key) => key.startsWith(here) && key !== here + token)
      .sort((one, two) => read(two).at - read(one).at)[0];

  function offer() {
    const key = waiting();
    bar.hidden = !key;
    if (!key) return;
    const { at, values: then } = read(key);
    const today = new Date(at).toDateString() === new Date().toDateString();
    const hour = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
    const how = today ? hour : { year: "numeric", month: "short", day: "numeric", ...hour };
    const time = new Intl.DateTimeFormat(document.documentElement.lang, how).format(at);
    for (const each of bar.querySelectorAll("[data-text]")) each.textContent = each.dataset.text.replace("{time}", time);
    compare(bar.querySelector("dl"), form, values(), then, read(key).texts);
  }

  function restore({ values: then, texts }) {
    for (const folded of form.querySelectorAll(".inline-group details")) folded.open = true; // rows may come back
    for (const [name, total] of Object.entries(then).filter(([each]) => each.endsWith("-TOTAL_FORMS"))) {
      const more = form.querySelector(`#${name.replace("-TOTAL_FORMS", "")}-group .add-row a`);
      for (let rows = field(name)?.value; more && rows < +total; rows++) more.click();
    }
    for (const [name, value] of Object.entries(then)) {
      const each = field(name);
      if (!each || /_FORMS$/.test(name) || rowKeys.test(name)) continue;
      if (each.options && ![...each.options].some((option) => option.value === value)) {
        each.add(new Option(texts[name] ?? value, value));
      }
      if (each.type === "radio") form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)?.click();
      else if (each.type === "checkbox") each.checked = value !== "";
      else each.value = value;
      window.django?.jQuery(each).trigger("change");
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    dispatchEvent(new Event("desk:restored"));
  }

  bar.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-draft]")?.dataset.draft;
    const key = waiting();
    if (!choice || !key) return;
    if (choice === "restore") restore(read(key));
    keep();
    localStorage.removeItem(key);
    offer();
    form.querySelector("input:not([type=hidden]), textarea")?.focus();
  });

  function start() {
    known = document.querySelector(".errornote, .bar-errors") ? {} : values(true); // what a form with mistakes shows is not saved
    keep();
    clear();
    offer();
  }

  form.addEventListener("desk:changed", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("desk:autosaved", () => {
    known = values(); // the newsroom has it
    keep();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.submitter?.formTarget) return;
    keep();
    sending = true;
    const hidden = form.querySelector("[name=_draft]") ?? form.appendChild(document.createElement("input"));
    Object.assign(hidden, { type: "hidden", name: "_draft", value: token });
  });
  addEventListener("pagehide", () => sending || keep());
  addEventListener("beforeunload", (event) => !sending && isDirty() && event.preventDefault());
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    token = crypto.getRandomValues(new Uint32Array(3)).join("-"); // the one before belongs to what was sent
    sending = false;
    start();
  });
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
