// A log does not jump when something is added while one reads further up: a mark says how much is new. At its end it follows.
// It scrolls by itself, or with the page or pane around it, above a composer with data-stays.
import { paneOf } from "./pane.js";

function below(log) {
  const pane = paneOf(log);
  if (pane === log) return log.scrollHeight - log.scrollTop - log.clientHeight;
  const end = log.composer?.getBoundingClientRect().top ?? Math.min(innerHeight, pane.getBoundingClientRect().bottom);
  return log.getBoundingClientRect().bottom - end;
}

function toEnd(log) {
  paneOf(log).scrollTop += Math.max(0, below(log));
  log.fresh = [];
  if (log.mark) log.mark.hidden = true;
}

function markOf(log) {
  if (log.mark) return log.mark;
  log.mark = document.createElement("button");
  log.mark.type = "button";
  log.mark.className = "wf-new-mark";
  log.mark.addEventListener("click", () => { const [first] = log.fresh; toEnd(log); first?.scrollIntoView({ block: "nearest" }); });
  log.composer ? log.composer.prepend(log.mark) : log.after(log.mark);
  return log.mark;
}

function watch(log) {
  if (log.watched) return;
  Object.assign(log, { watched: true, fresh: [], composer: log.parentElement.querySelector("[data-stays]") });
  let readingEnd = true;
  const pane = paneOf(log);
  (pane === document.scrollingElement ? document : pane).addEventListener("scroll", () => {
    readingEnd = below(log) < 40;
    if (readingEnd && log.fresh.length) toEnd(log);
  });
  log.addEventListener("wf:end", () => { toEnd(log); readingEnd = true; });
  new MutationObserver((changes) => {
    const appended = changes.filter((change) => change.target === log && !change.nextSibling && !change.removedNodes.length);
    const added = appended.flatMap((change) => [...change.addedNodes]).filter((node) => node.matches?.("article, .wf-comment"));
    if (!added.length) return;
    if (readingEnd) return toEnd(log);
    log.fresh.push(...added);
    markOf(log).hidden = false;
    log.mark.textContent = `${log.fresh.length} new`;
  }).observe(log, { childList: true, subtree: true });
  const unread = log.querySelector("#first-unread");
  if (!location.hash) unread ? unread.scrollIntoView({ block: "start" }) : toEnd(log);
  readingEnd = below(log) < 40;
}

const look = (root) => root.querySelectorAll("[data-maintain-scroll]").forEach(watch);
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
