// More of a long thread comes where it is left out: what one reads stays where it stands on the screen, and so does the
// focus. A link to a message that this page leaves out opens the thread there.
import { paneOf } from "./pane.js";

function told(log, sentence) {
  const place = log.parentNode.querySelector("[data-log-state]");
  if (place) place.textContent = sentence;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const link = event.detail.requestConfig?.elt;
  if (!link?.matches?.("[data-fill]") || event.detail.xhr.status !== 200) return;
  const [gap, log] = [link.closest(".wf-gap"), link.closest(".wf-log")];
  const line = link.dataset.fill === "later" ? gap.previousElementSibling : gap.nextElementSibling;
  const kept = { link, gap, log, id: line.id, top: line.getBoundingClientRect().top, before: log.childElementCount };
  gap.removeAttribute("id"); // the gap that is left after this one has the same name
  log.setAttribute("aria-live", "off"); // sixty messages are not read out
  queueMicrotask(() => filled(kept));
}, true);

// When all who answer the swap have done so, the lines stand between the old gap and what follows it.
function filled({ link, gap, log, id, top, before }) {
  const [first, line] = [gap.nextElementSibling, document.getElementById(id)];
  gap.remove();
  paneOf(log).scrollTop += line.getBoundingClientRect().top - top;
  const beside = link.dataset.fill === "later" ? first : line;
  beside.querySelector("a")?.focus({ preventScroll: true });
  told(log, `${log.childElementCount - before + 1} lines were added ${link.dataset.fill === "later" ? "below" : "above"}.`);
  setTimeout(() => log.removeAttribute("aria-live"), 1000);
  readOn(log);
}

// Read is what stands before the first gap behind the first unread message; all of it, when there is none any more.
function readOn(log) {
  const reading = log.parentNode.querySelector("[data-reading]");
  const until = reading?.querySelector("[name=until]");
  if (!until?.value) return;
  const unread = document.getElementById("first-unread");
  const gaps = [...log.querySelectorAll(":scope > .wf-gap")];
  const next = gaps.find((gap) => !unread || unread.compareDocumentPosition(gap) & Node.DOCUMENT_POSITION_FOLLOWING);
  let line = next?.previousElementSibling;
  while (line && !line.id.startsWith("comment-")) line = line.previousElementSibling;
  until.value = line ? line.id.slice("comment-".length) : "";
  htmx.trigger(reading, "wf:filled");
}

function find() {
  const id = location.hash.match(/^#comment-([0-9a-f-]{36})$/)?.[1];
  const log = document.querySelector(".wf-log[data-address]");
  if (!id || log?.dataset.address !== location.pathname || document.getElementById(`comment-${id}`)) return;
  if (!location.search.includes(id)) location.replace(`${location.pathname}?at=${id}${location.hash}`);
}

window.addEventListener("hashchange", find);
find();
