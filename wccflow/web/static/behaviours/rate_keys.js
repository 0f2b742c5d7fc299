// On a page with data-rate-keys: 1 to 9 choose the first to the ninth level, n and p go to the next and previous item, c to the rationale.
const typing = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const place = document.querySelector("[data-rate-keys]");
  if (!place || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (/^[1-9]$/.test(event.key)) {
    const level = place.querySelector("fieldset:has(input[type=radio])")?.querySelectorAll("input[type=radio]")[event.key - 1];
    if (!level) return;
    level.checked = true;
    level.focus();
    level.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (event.key === "n" || event.key === "p") {
    place.querySelector(`a[rel=${event.key === "n" ? "next" : "prev"}]`)?.click();
  } else if (event.key === "c") {
    place.querySelector("textarea")?.focus();
  } else return;
  event.preventDefault();
});
