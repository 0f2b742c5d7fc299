// A textarea with data-grow is as tall as its words; Ctrl+Enter sends its form, unless the keys of ratings do that.
const fit = (area) => {
  area.rows = Math.min(30, Math.max(Number(area.dataset.leastRows ||= area.rows), area.value.split("\n").length + 1));
};

document.addEventListener("input", (event) => { if (event.target.matches("textarea[data-grow]")) fit(event.target); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.closest("[data-rate-keys]")) return;
  if (event.target.matches("textarea[data-grow]")) event.target.form?.requestSubmit();
});
for (const area of document.querySelectorAll("textarea[data-grow]")) fit(area);
