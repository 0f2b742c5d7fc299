// When the server does not answer, or something between answers for it, the page keeps what it has and says so.
const SENTENCE = "We could not reach wccflow. What you wrote is still here: try again in a moment.";

function say() {
  const notice = document.createElement("div");
  notice.className = "wf-notice wf-notice--warning";
  const words = document.createElement("p");
  words.textContent = SENTENCE;
  notice.append(words);
  const place = document.getElementById("notices");
  place.replaceChildren(notice);
  place.focus();
}

// What says so itself where the words stand, as a draft or a queued message does, has told already.
for (const failure of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(failure, (event) => { if (!event.detail.told) say(); });
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400 || xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = false; // not one of our refusals, which name where they go
  if (!event.detail.told) say();
});
