// Within the messages of a conversation: j and k go to the next and the one before, q quotes one, r goes to one's own message.
import { ownWords } from "./own_words.js";

const within = (event) => event.target.closest?.(".wf-talk [role=log]");

function step(log, by) {
  const all = [...log.querySelectorAll(".wf-comment")];
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const shown = all.findIndex((each) => each.getBoundingClientRect().bottom > 80);
  const next = all[here < 0 ? shown : Math.max(0, Math.min(all.length - 1, here + by))];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const log = within(event);
  if (!log || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j" || event.key === "k") step(log, event.key === "j" ? 1 : -1);
  else if (event.key === "q") document.activeElement.closest(".wf-comment")?.querySelector("[data-quote]")?.click();
  else if (event.key === "r") ownWords()?.focus();
  else return;
  event.preventDefault();
});
