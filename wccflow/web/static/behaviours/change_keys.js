// In a list with data-changes: j and k go to the next change and the one before; at the end, to the next page. The reader's
// switch turns these keys off too.
const list = document.querySelector("[data-changes]");
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

function step(by) {
  const all = [...list.querySelectorAll("[data-change]")];
  const at = all.findIndex((each) => each.contains(document.activeElement));
  const from = at < 0 ? all.findIndex((each) => each.getBoundingClientRect().bottom > 0) - (by > 0 ? 1 : 0) : at;
  const next = all[from + by];
  if (!next) return document.querySelector(`.wf-pager a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

if (list) {
  document.addEventListener("keydown", (event) => {
    if (localStorage.getItem("wf-reader-keys") === "off" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key !== "j" && event.key !== "k") return;
    event.preventDefault();
    step(event.key === "j" ? 1 : -1);
  });
}
