// An address that is pasted into the search box of a source, or typed there and followed by Enter, becomes a source:
// the one that has it already, or a new one. Where the page can't be read, its title is asked for.
import { token } from "./token.js";

(() => {
  const model = document.querySelector("template[data-sources]");
  const $ = window.django?.jQuery;
  if (!model || !$) return;
  const isAddress = (text) => /^https?:\/\/\S+$/i.test(text.trim());
  const boxes = new WeakMap(); // what is said below a select, by select

  function boxOf(select) {
    if (!boxes.has(select)) {
      const box = model.content.firstElementChild.cloneNode(true);
      $(select).next(".select2-container").after(box);
      boxes.set(select, box);
    }
    return boxes.get(select);
  }

  async function add(select, url, title = "") {
    const box = boxOf(select);
    const said = box.querySelector(".said");
    const asked = box.querySelector(".title");
    said.textContent = model.dataset.wait;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token());
    body.set("url", url);
    body.set("title", title);
    const answer = await fetch(model.dataset.sources, { method: "POST", body })
      .then((response) => response.json())
      .catch(() => ({ said: model.dataset.failed }));
    said.textContent = answer.said;
    asked.hidden = answer.ask !== "title";
    box.dataset.url = url;
    if (!asked.hidden) asked.querySelector("input").focus();
    if (!answer.id) return;
    select.append(new Option(answer.text, answer.id, true, true));
    $(select).val(String(answer.id)).trigger("change");
    $(select).next().find(".select2-selection").trigger("focus");
  }

  // The search box stands at the end of the page; the select that it belongs to is the one that is open.
  function take(field, text) {
    const select = $(".select2-container--open").prev("select[data-field-name=source]")[0];
    if (!select || !isAddress(text)) return false;
    $(select).select2("close");
    add(select, text.trim());
    return true;
  }

  document.addEventListener("paste", (event) => {
    if (!event.target.matches?.(".select2-search__field")) return;
    if (take(event.target, event.clipboardData.getData("text"))) event.preventDefault();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      const title = event.target.closest?.(".desk-address .title");
      if (event.key !== "Enter") return;
      if (title) {
        event.preventDefault(); // Enter adds the source, and doesn't save the form
        title.querySelector("button").click();
      } else if (event.target.matches?.(".select2-search__field") && take(event.target, event.target.value)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  document.addEventListener("click", ({ target }) => {
    const box = target.matches(".desk-address button") && target.closest(".desk-address");
    if (!box) return;
    add($(box).prevAll("select")[0], box.dataset.url, box.querySelector("input").value);
  });
  $(document).on("select2:open", "select[data-field-name=source]", () => {
    const field = document.querySelector(".select2-container--open .select2-search__field");
    field?.setAttribute("placeholder", model.dataset.hint);
    field?.setAttribute("aria-label", model.dataset.hint);
  });
})();
