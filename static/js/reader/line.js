// A line of time that can be walked: arrows, Home and End move along it, and what a mark stands for is written below it
// and tinted in the list. Without this script every mark is a link with a title, and the list says the same.
for (const line of document.querySelectorAll(".line svg")) {
  const marks = [...line.querySelectorAll("a")];
  const dates = document.querySelectorAll(".timeline li");
  const readout = line.parentNode.querySelector(".readout");
  if (!marks.length || !readout) continue;

  const show = (mark) => {
    readout.textContent = mark.querySelector("title").textContent;
    for (const date of dates) date.toggleAttribute("data-on", date === dates[marks.indexOf(mark)]);
  };
  const reach = (mark) => {
    for (const other of marks) other.setAttribute("tabindex", other === mark ? "0" : "-1");
    mark.focus();
  };
  for (const event of ["mouseover", "focusin"])
    line.addEventListener(event, ({ target }) => target.closest("a") && show(target.closest("a")));
  line.addEventListener("keydown", (event) => {
    const at = marks.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (marks[to]) reach(marks[to]);
  });
}
