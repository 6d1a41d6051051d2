// What differs between two states of a form, each an object of values by field name; and a list of it for the eye.
const COUNTS = /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;

export function differing(one, two) {
  const names = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...names].filter((name) => (one[name] ?? "") !== (two[name] ?? "") && !COUNTS.test(name));
}

// Fills a <dl> with what the form says now and what was typed then; `texts` are the words of chosen options.
export function compare(list, form, now, then, texts) {
  const field = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
  const line = (word, value) => {
    const made = document.createElement("p");
    made.append(Object.assign(document.createElement("span"), { textContent: `${word}: ` }), value || list.dataset.empty);
    return made;
  };
  list.replaceChildren();
  for (const name of differing(now, then)) {
    const each = field(name) ?? field(name.replace(/-\d+-/, "-__prefix__-"));
    if (each?.type === "hidden") continue;
    const detail = document.createElement("dd");
    const shown = field(name)?.selectedOptions?.[0]?.text ?? now[name];
    detail.append(line(list.dataset.now, shown), line(list.dataset.then, texts[name] ?? then[name]));
    list.append(Object.assign(document.createElement("dt"), { textContent: labelOf(each) || name }), detail);
  }
}

function labelOf(each) {
  const column = each?.closest("td")?.className.match(/field-(\w+)/)?.[1];
  const head = column && each.closest("table").querySelector(`th.column-${column}`)?.textContent;
  return (head || each?.labels?.[0]?.textContent || "").trim().replace(/:$/, "");
}
