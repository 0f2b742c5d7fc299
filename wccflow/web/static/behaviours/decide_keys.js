// In a list with data-decide-keys: j and k go to the next and the one before, y chooses the first answer there, v the second.
const typing = (target) => target.closest("input:not([type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const list = document.querySelector("[data-decide-keys]");
  if (!list || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const lines = [...list.children];
  const at = lines.findIndex((line) => line.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const step = event.key === "j" ? 1 : -1;
    const next = lines[at < 0 ? 0 : Math.min(Math.max(at + step, 0), lines.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  } else if ((event.key === "y" || event.key === "v") && at >= 0) {
    const answer = lines[at].querySelectorAll("input[type=radio]")[event.key === "y" ? 0 : 1];
    answer.checked = true;
    answer.dispatchEvent(new Event("change", { bubbles: true }));
  } else return;
  event.preventDefault();
});
