// Gives names to what the admin leaves without one: its search boxes for records, and a head cell over nothing.
(() => {
  const $ = window.django?.jQuery;

  function nameOf(select) {
    const label = select.labels?.[0]?.textContent.trim().replace(/:$/, "");
    return select.getAttribute("aria-label") || label || "";
  }

  function nameAll() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const box = select.nextElementSibling?.querySelector(".select2-selection");
      const value = box?.querySelector(".select2-selection__rendered");
      if (!value) continue;
      value.setAttribute("aria-label", nameOf(select));
      box.setAttribute("aria-label", nameOf(select));
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-describedby", value.id); // what is chosen
    }
  }

  for (const head of document.querySelectorAll("th.original:empty")) {
    const cell = document.createElement("td");
    cell.className = head.className;
    head.replaceWith(cell);
  }
  const search = document.getElementById("changelist-search");
  const sign = search?.querySelector("label img"); // it says "Search" in English; the button says it in the desk's language
  if (sign) sign.alt = search.querySelector("[type=submit]").value;
  // Signs of the admin's that say what they are, which only an image may.
  const nameSigns = () => document.querySelectorAll("span.help-tooltip[aria-label]").forEach((sign) => (sign.role = "img"));
  if (document.readyState === "complete") nameSigns();
  else addEventListener("load", () => setTimeout(nameSigns)); // after the admin has made them
  if (!$) return;
  $(nameAll); // after the admin has made its boxes
  document.addEventListener("formset:added", () => setTimeout(nameAll));
})();
