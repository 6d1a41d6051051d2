// A choice between two versions puts the chosen one into the form at once; the other choice puts the words back.
// Rows are not filled in: what is stored stays, so those in the form are shown as left out.
const form = document.querySelector(".choice")?.closest("form");
const typed = new Map(); // by a field's name: what stood in its inputs before theirs came
const inputs = (name) => [...form.elements].filter((each) => each.name === name);

function read(name) {
  const [first] = inputs(name);
  if (first?.type === "checkbox") return first.checked;
  if (first?.options) return [...first.selectedOptions].map((option) => option.value);
  return first?.type === "radio" ? [inputs(name).find((each) => each.checked)?.value ?? ""] : first?.value;
}

function write(name, value, words) {
  for (const each of inputs(name)) {
    if (each.type === "checkbox") each.checked = value === true;
    else if (each.type === "radio") each.checked = [value].flat().includes(each.value);
    else if (each.options) choose(each, [value].flat().map((one) => String(one ?? "")), words);
    else each.value = value ?? "";
    each.dispatchEvent(new Event("input", { bubbles: true }));
    window.django?.jQuery(each).trigger("change");
  }
}

function choose(select, values, words) {
  const there = new Set([...select.options].map((option) => option.value));
  for (const value of values) if (!there.has(value)) select.add(new Option(words || value, value)); // of a list that is fetched
  for (const option of select.options) option.selected = values.includes(option.value);
}

form?.addEventListener("change", ({ target }) => {
  const choice = target.closest(".choice[data-field]");
  if (!choice) return;
  const name = choice.dataset.field, isTheirs = target.value.startsWith("theirs");
  if ("rows" in choice.dataset) {
    choice.querySelector("[data-replaced]").hidden = !isTheirs;
    document.querySelector(`#${name}-group table`)?.toggleAttribute("inert", isTheirs);
    return;
  }
  const { inputs: theirs, words } = choice.querySelector("[data-inputs]").dataset;
  const values = JSON.parse(theirs);
  if (isTheirs) typed.set(name, Object.fromEntries(Object.keys(values).map((each) => [each, read(each)])));
  else if (!typed.has(name)) return;
  for (const [each, value] of Object.entries(isTheirs ? values : typed.get(name))) write(each, value, words);
  dispatchEvent(new Event("desk:restored"));
});
