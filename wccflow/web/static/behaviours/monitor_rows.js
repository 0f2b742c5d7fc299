// In a table with data-rows: x selects the row one is in, a row that was opened is lit when one comes back, what is picked is counted.
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const table = document.querySelector("[data-rows]");
const count = document.querySelector("[data-picked]");
const boxes = () => [...document.querySelectorAll("[data-rows] input[name=pick]")];

function tell() {
  const picked = boxes().filter((box) => box.checked).length;
  if (count) count.textContent = picked ? `${picked} selected:` : "or tick some, then:";
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const box = document.activeElement?.closest("[data-hit]")?.querySelector("input[name=pick]");
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  event.preventDefault();
});

table?.addEventListener("click", (event) => {
  const row = event.target.closest("a") && event.target.closest("[data-hit]");
  if (row?.id) window.history.replaceState(window.history.state, "", `#${row.id}`);
});

document.addEventListener("change", (event) => {
  if (event.target.name === "pick" || event.target.id === "pick-all") tell();
});
window.addEventListener("pageshow", tell);
