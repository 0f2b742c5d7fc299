// The list of completing.js by keyboard and mouse; what it does not use goes on to whoever else listens.
import { choose, close, listOf, open, take } from "./completing.js";

const current = (area) => document.getElementById(area.getAttribute("aria-activedescendant"));

function step(area, by) {
  const all = [...listOf(area).children];
  choose(area, all[(all.indexOf(current(area)) + by + all.length) % all.length]);
}

const DO = {
  ArrowDown: (area) => step(area, 1),
  ArrowUp: (area) => step(area, -1),
  Enter: (area) => take(area, current(area)),
  Escape: close,
};

document.addEventListener("keydown", (event) => {
  if (!open(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Tab") return close(event.target);
  if (!(event.key in DO)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  DO[event.key](event.target);
}, true);
document.addEventListener("focusout", (event) => { if (open(event.target)) close(event.target); });
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest(".wf-offers [role=option]");
  if (!option) return;
  event.preventDefault(); // the words keep the focus
  take(document.querySelector(`[aria-controls="${option.parentElement.id}"]`), option);
});
