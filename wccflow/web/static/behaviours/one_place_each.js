// Two files that are set for one place are told while one chooses, not after sending.
function tell() {
  const selects = Array.from(document.querySelectorAll("[data-arrival] select"));
  const count = new Map();
  for (const select of selects) {
    if (select.value && select.value !== "-") count.set(select.value, (count.get(select.value) ?? 0) + 1);
  }
  for (const row of document.querySelectorAll("[data-arrival]")) {
    const twice = Array.from(row.querySelectorAll("select")).some((select) => (count.get(select.value) ?? 0) > 1);
    const told = row.querySelector("[data-twice]");
    if (told) told.hidden = !twice || row.querySelector("[id^='fault-']") !== null;
  }
}

document.addEventListener("change", (event) => {
  if (event.target.closest?.("[data-arrival]")) tell();
});
document.addEventListener("htmx:load", tell);
tell();
