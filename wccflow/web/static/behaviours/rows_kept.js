// On a sheet each row is kept as a draft by itself: says honestly where its words are, saved, on their way, or on this page only.
const state = (keeper) => document.getElementById(`state-${keeper.dataset.keepsRow}`);
const keeperOf = (row) => document.querySelector(`[data-keeps-row="${row.id.replace("row-", "")}"]`);
const unsent = new Set();

document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-rate-row]");
  if (!row || !keeperOf(row)) return;
  unsent.add(row.id);
  state(keeperOf(row)).textContent = "Saving …";
});
document.addEventListener("htmx:afterRequest", (event) => {
  const keeper = event.detail.elt;
  if (!keeper.matches?.("[data-keeps-row]")) return;
  if (event.detail.successful && !event.detail.xhr.getResponseHeader("HX-Redirect")) return void unsent.delete(`row-${keeper.dataset.keepsRow}`);
  state(keeper).textContent = event.detail.xhr?.status ? "Not saved: the server could not keep it. It is on this page only." : "Not saved: the server could not be reached. It is on this page only.";
});
document.addEventListener("submit", () => unsent.clear());
window.addEventListener("beforeunload", (event) => { if (unsent.size) event.preventDefault(); });
