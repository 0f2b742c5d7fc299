// A log with data-merge takes each line once, whoever brings it first: the answer to one's own post, or the live stream.
// A line that is there already is replaced where it stands; anything else with a known id, such as a state, likewise.
function own(log) {
  for (const line of log.querySelectorAll("[data-author]")) line.classList.toggle("wf-comment--mine", line.dataset.author === log.dataset.me);
}

function same(here, line) {
  const bare = here.cloneNode(true);
  bare.classList.remove("wf-comment--mine");
  return bare.isEqualNode(line);
}

function merge(log, html) {
  const brought = new DOMParser().parseFromString(html, "text/html").body;
  for (const line of [...brought.children].filter((each) => each.id)) {
    const here = document.getElementById(line.id);
    if (!here && !line.id.startsWith("state-")) log.append(line);
    else if (here && !same(here, line)) here.replaceWith(line);
  }
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
  merge(log, event.detail.serverResponse);
});

// Who posts wants to see it: the log goes to its end before the answer comes.
document.addEventListener("submit", (event) => {
  const log = document.querySelector(event.target.getAttribute("hx-target") || "[data-nothing]");
  if (log?.matches("[data-merge]")) log.scrollTop = log.scrollHeight;
});

const look = (root) => root.querySelectorAll("[data-merge]").forEach(own);
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
