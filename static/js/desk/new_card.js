// The form of a new note or claim beside the text: rows of dates, sources made of addresses, and a copy of what is typed
// on this device until it is sent, for a lost sign-in or a closed window.
import { choose, chosen } from "./choosing.js";
import { csrf } from "./queue.js";
import { wordsAt } from "./words.js";

const names = new Map(); // what sources are called, by number
const store = `desk-form-${document.body.dataset.desk}`;
const formOf = (choice) => document.querySelector(`form[data-send="${choice}"]`);

// The fields as they are sent: one value a name, numbers of sources joined.
export function fieldsOf(form) {
  const data = new FormData(form);
  const fields = Object.fromEntries(data);
  fields.sources = data.getAll("sources").join(" ");
  return fields;
}

export function empty(form) {
  form.reset();
  for (const each of form.querySelectorAll(".picked li, .row:not(:first-of-type)")) each.remove();
  for (const each of form.querySelectorAll(".said, .refused, .known")) each.textContent = "";
  delete form.dataset.typed;
  forgetKept();
}

export function fill(form, fields) {
  while (Object.hasOwn(fields, `event-${form.querySelectorAll(".row").length}-date`)) addRow(form.querySelector("[data-rows]"));
  for (const field of form.elements) {
    if (field.type === "radio") field.checked = fields[field.name] === field.value;
    else if (field.type === "checkbox") field.checked = field.name in fields;
    else if (field.name in fields && field.name !== "sources") field.value = fields[field.name];
  }
  for (const id of (fields.sources ?? "").split(" ").filter(Boolean)) pick(form.querySelector("[data-sources]"), id, names.get(id) ?? id);
  form.closest("details").open = true;
  keepTyped(form);
}

function addRow(rows) {
  const last = [...rows.querySelectorAll(".row")].at(-1);
  const row = last.cloneNode(true);
  for (const field of row.querySelectorAll("input")) {
    field.value = "";
    field.name = field.name.replace(/\d+/, (n) => Number(n) + 1);
  }
  last.after(row);
  row.querySelector("input").focus();
}

// Adds what stands in the address box; true if nothing is left in it.
export async function addSource(form) {
  const box = form.querySelector("[data-sources]");
  const address = box?.querySelector("[name=source_url]");
  if (!address?.value.trim()) return true;
  const title = box.querySelector("[data-title]"), said = box.querySelector(".said");
  said.textContent = box.dataset.wait;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", csrf());
  body.set("url", address.value.trim());
  body.set("title", title.value);
  const found = await fetch(box.dataset.sources, { method: "POST", body }).then((answer) => answer.json()).catch(() => ({ said: box.dataset.failed }));
  said.textContent = found.said;
  const ask = box.querySelector(".title-of-page");
  ask.hidden = found.ask !== "title";
  if (!ask.hidden) title.focus();
  if (!found.id) return false;
  pick(box, found.id, found.text);
  address.value = title.value = "";
  keepTyped(form);
  return true;
}

function pick(box, id, words) {
  names.set(String(id), words);
  if (box.querySelector(`.picked [value="${id}"]`)) return;
  const row = document.createElement("li"), name = document.createElement("span"), drop = document.createElement("button");
  name.textContent = words;
  Object.assign(drop, { type: "button", textContent: box.dataset.drop }).dataset.drop = "";
  row.append(Object.assign(document.createElement("input"), { type: "hidden", name: "sources", value: id }), name, drop);
  box.querySelector(".picked").append(row);
}

document.addEventListener("paste", ({ target }) => target.matches?.("[name=source_url]") && setTimeout(() => {
  if (/^https?:\/\/\S+$/i.test(target.value.trim())) addSource(target.form);
}));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const form = event.target.closest?.("form[data-send]");
  if (form && event.target.matches("[name=source_url], [data-title]")) event.preventDefault(), addSource(form);
  if (form && event.target.matches(".row input")) event.preventDefault(), addRow(form.querySelector("[data-rows]"));
  if (form && (event.ctrlKey || event.metaKey)) event.preventDefault(), form.requestSubmit();
});
document.addEventListener("click", ({ target }) => {
  if (target.matches?.("[data-drop]")) {
    const form = target.form;
    target.closest("li").remove();
    keepTyped(form);
    form.querySelector("[name=source_url]").focus();
  }
  if (target.matches?.("[data-add-row]")) addRow(target.closest("[data-rows]"));
});

// One form at a time; the first field is ready to be typed over.
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details.new") || !target.open) return;
  for (const other of document.querySelectorAll("details.new[open]")) if (other !== target) other.open = false;
  if (!target.contains(document.activeElement) || document.activeElement.matches("summary")) target.querySelector("[name=title]").select();
}, true);

function keepTyped(form) {
  form.dataset.typed = "";
  try {
    localStorage.setItem(store, JSON.stringify({ choice: form.dataset.send, fields: fieldsOf(form), chosen, names: [...names] }));
  } catch { /* then it is in the page alone */ }
}

export function forgetKept() {
  try {
    localStorage.removeItem(store);
  } catch { /* there is none */ }
}

document.addEventListener("input", ({ target }) => target.closest?.("form[data-send]") && keepTyped(target.closest("form")));

// Back after a lost sign-in or a closed window: the words are chosen again, and the form is as it was.
addEventListener("load", () => {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(store));
  } catch { /* nothing was kept */ }
  const form = kept && formOf(kept.choice);
  if (!form || !kept.chosen || wordsAt(kept.chosen.start, kept.chosen.end) !== kept.chosen.exact) return;
  for (const [id, words] of kept.names) names.set(id, words);
  choose(kept.chosen);
  fill(form, kept.fields);
});
