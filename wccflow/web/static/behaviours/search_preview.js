// On wide screens the hit in focus shows its passage in the pane beside the list; else the pane is not there.
const pane = document.getElementById("preview");
let waiting = 0, shown = "";

function show(hit) {
  const address = hit?.dataset.address;
  if (!address || address === shown || !pane.offsetParent) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    shown = address;
    document.querySelectorAll("[data-preview]").forEach((each) => each.classList.toggle("wf-hit--shown", each === hit));
    htmx.ajax("GET", address, { source: pane, target: pane }); // no button outside it is dimmed meanwhile
  }, 120);
}

if (pane) {
  document.addEventListener("focusin", (event) => show(event.target.closest("[data-preview]")));
  addEventListener("load", () => show(document.querySelector("[data-preview]")));
}
