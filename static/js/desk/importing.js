// Importing without leaving the page: what is pasted is looked at at once, the article as readers see it follows what is
// typed, and words of the text become headline, standfirst, byline or day. Without scripts buttons do the same.
import { storeForm, watchForms } from "./keep.js";

const PAUSE = 700; // milliseconds after the last key
const place = document.querySelector(".import");
let timer = 0, asking = null;

// The page that the server makes of the form, or null if that is another one (to sign in, say).
async function answerTo(form, step) {
  asking?.abort();
  asking = new AbortController();
  const body = new FormData(form);
  body.set("step", step);
  const answer = await fetch(location.href, { method: "POST", body, signal: asking.signal });
  return Document.parseHTMLUnsafe(await answer.text()).querySelector(".import");
}

function show(found) {
  place.replaceChildren(...found.childNodes);
  watchForms();
  (place.querySelector(".refused:not([hidden])") ?? place.querySelector("[name=title]"))?.focus({ preventScroll: false });
  scrollTo({ top: 0 });
}

document.addEventListener("submit", async (event) => {
  const form = event.target, step = event.submitter?.value || form.elements.step?.value;
  if (event.defaultPrevented || !place.contains(form) || step === "save" || !Document.parseHTMLUnsafe) return;
  event.preventDefault();
  clearTimeout(timer); // a preview would call off what was asked for
  place.setAttribute("aria-busy", "true");
  const found = await answerTo(form, step).catch((error) => (error.name === "AbortError" ? undefined : null));
  place.removeAttribute("aria-busy");
  if (found) show(found);
  else if (found === null) form.submit(); // the browser says what is wrong, and what was typed is kept
});

document.addEventListener("input", ({ target }) => {
  if (!target.form?.hasAttribute("data-found")) return;
  clearTimeout(timer);
  timer = setTimeout(() => preview(target.form), PAUSE);
});

async function preview(form) {
  if (place.hasAttribute("aria-busy")) return;
  const found = await answerTo(form, "check").catch(() => null);
  const now = found?.querySelector(".as-read");
  if (now) place.querySelector(".as-read").replaceWith(now);
}

// What was pasted as a whole is what is wanted.
document.addEventListener("paste", ({ target }) => {
  if (!target.matches?.("[data-rich]") || target.value.length !== target.selectionEnd - target.selectionStart) return;
  setTimeout(() => target.value.trim() && target.form.requestSubmit(), 30);
});

const bare = (words) => words.replace(/^[\s#>*_]+|[\s*_]+$/g, "").replace(/\s+/g, " ");

// Words of the text become a field, and leave the text if they were all of a paragraph.
function assign(form, name, words) {
  const field = form.elements[name], body = form.elements.body;
  const paragraphs = body.value.split(/\n{2,}/);
  const rest = paragraphs.filter((each) => bare(each) !== bare(words));
  if (rest.length < paragraphs.length) body.value = rest.join("\n\n");
  if (name === "published_on") {
    form.elements.date_words.value = bare(words);
    storeForm(form);
    return form.requestSubmit(form.querySelector("[value=check]"));
  }
  field.value = bare(words);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

document.addEventListener("click", ({ target }) => {
  const name = target.dataset?.assign, form = target.form;
  if (!name) return;
  const body = form.elements.body, words = body.value.slice(body.selectionStart, body.selectionEnd);
  if (words.trim()) assign(form, name, words);
  else body.focus();
});

const fieldUnder = ({ target }) => target.closest?.("[data-found] :is([name=title], [name=standfirst], [name=byline], [name=published_on])");
document.addEventListener("dragover", (event) => {
  const field = fieldUnder(event);
  if (field && event.dataTransfer.types.includes("text/plain")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const field = fieldUnder(event), words = event.dataTransfer.getData("text/plain");
  if (!field || !words.trim()) return;
  event.preventDefault();
  assign(field.form, field.name, words);
});
