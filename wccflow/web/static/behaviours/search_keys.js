// "/" goes to the search box; in a list with data-hits, j and k walk and Enter opens.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

function step(list, by) {
  const hits = [...list.querySelectorAll("[data-hit]")];
  const here = hits.findIndex((hit) => hit.contains(document.activeElement));
  const next = hits[Math.min(hits.length - 1, Math.max(0, here + by))];
  const link = next?.matches("a") ? next : next?.querySelector("a");
  link?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const list = document.querySelector("[data-hits]");
  if (event.key === "/") (document.querySelector("#maincontent input[type=search]") ?? document.querySelector("#search-field"))?.focus();
  else if (list && (event.key === "j" || (event.key === "ArrowDown" && list.contains(event.target)))) step(list, 1);
  else if (list && (event.key === "k" || (event.key === "ArrowUp" && list.contains(event.target)))) step(list, -1);
  else return;
  event.preventDefault();
});
