// The key / leads to the desk's one search from every page, but not while somebody types.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector(".desk-search input");
  const typing = event.target.closest?.("input, textarea, select, [contenteditable=''], [contenteditable=true]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
