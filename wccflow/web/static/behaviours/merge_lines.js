// A log with data-merge takes each line once, whoever brings it first: the answer to one's own post, the live stream,
// or more of a long thread. A line that is there already is replaced where it stands; anything else with a known id,
// such as a state, likewise. A new one goes before the known line that it came before, else to the end.
import { instead, same } from "./line.js";

function own(log) {
  for (const line of log.querySelectorAll("[data-author]")) line.classList.toggle("wf-comment--mine", line.dataset.author === log.dataset.me);
}

function merge(log, html) {
  const brought = new DOMParser().parseFromString(html, "text/html").body;
  let next = null;
  for (const line of [...brought.querySelectorAll(":scope > [id], :scope > [data-changed] > [id]")].reverse()) {
    const here = document.getElementById(line.id);
    const changed = line.parentNode.matches("[data-changed]");
    if (here && !same(here, line)) instead(here, line);
    else if (!here && !changed && !line.id.startsWith("state-")) log.insertBefore(line, next);
    const placed = document.getElementById(line.id);
    if (placed?.parentNode === log) next = placed;
  }
  for (const gap of log.querySelectorAll(":scope > .wf-gap")) htmx.process(gap);
  own(log);
}

document.addEventListener("htmx:sseBeforeMessage", (event) => {
  const log = event.target.closest("[data-merge]");
  if (!log) return;
  event.preventDefault();
  merge(log, event.detail.data);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const log = event.detail.target;
  if (!log.matches?.("[data-merge]") || event.detail.isError || event.detail.xhr.status !== 200) return;
  if (event.detail.requestConfig.elt === log) log.replaceChildren(); // it is loaded anew
  merge(log, event.detail.serverResponse);
});

// When too much has happened to be told piece by piece, the log alone is loaded anew: what is being written stays.
document.addEventListener("wf:reset", (event) => {
  const log = [...document.querySelectorAll("[data-merge][data-address]")].find((each) => event.detail.includes(each.dataset.address.split("/")[2]));
  if (!log) return;
  event.preventDefault();
  htmx.ajax("GET", log.dataset.address, { source: log, target: log, swap: "none" });
});

// Who posts wants to see it: the log goes to its end before the answer comes.
document.addEventListener("submit", (event) => {
  const log = document.querySelector(event.target.getAttribute("hx-target") || "[data-nothing]");
  if (log?.matches("[data-merge]")) log.dispatchEvent(new Event("wf:end"));
});

const look = (root) => root.querySelectorAll("[data-merge]").forEach(own);
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
