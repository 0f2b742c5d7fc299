// In a list with data-hits, a letter presses the button of the row where one stands, and one goes on from there.
let place = -1;

const rows = () => [...document.querySelectorAll("[data-hits] [data-hit]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const row = event.target.closest("[data-hits] [data-hit]");
  const button = row && [...row.querySelectorAll("button[aria-keyshortcuts]")].find((each) => each.getAttribute("aria-keyshortcuts") === event.key);
  if (!button) return;
  event.preventDefault();
  button.click();
});

document.addEventListener("submit", (event) => {
  place = rows().findIndex((row) => row.contains(event.target));
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (place < 0 || !event.target.closest?.("[data-hits]")) return;
  const left = rows();
  left[Math.min(place, left.length - 1)]?.querySelector("a")?.focus();
  place = -1;
});
