// A log that is read further up does not jump when something is added: a mark says how much is new.
const atEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < 40;

function markOf(log) {
  if (log.mark) return log.mark;
  log.mark = document.createElement("button");
  log.mark.type = "button";
  log.mark.className = "wf-new-mark";
  log.mark.addEventListener("click", () => toEnd(log));
  log.after(log.mark);
  return log.mark;
}

function toEnd(log) {
  log.scrollTop = log.scrollHeight;
  log.fresh = 0;
  if (log.mark) log.mark.hidden = true;
}

function watch(log) {
  if (log.watched) return;
  log.watched = true;
  let readingEnd = true;
  log.addEventListener("scroll", () => {
    readingEnd = atEnd(log);
    if (readingEnd) toEnd(log);
  });
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.nodeType === 1 && node.matches("article, .wf-comment"));
    if (!added.includes(log.lastElementChild)) return; // more of what was said before is not new
    if (readingEnd) return toEnd(log);
    log.fresh = (log.fresh || 0) + added.length;
    markOf(log).hidden = false;
    log.mark.textContent = `${log.fresh} new`;
  }).observe(log, { childList: true, subtree: true });
  if (!location.hash) toEnd(log);
}

const look = (root) => root.querySelectorAll("[data-maintain-scroll]").forEach(watch);
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
