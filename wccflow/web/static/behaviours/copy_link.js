// Puts beside the time of each message a button that copies its link, also in messages that come later.
const WORDS = "Copy link";

function button(link) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "wf-comment__copy", textContent: WORDS });
  made.dataset.added = made.dataset.copy = link.getAttribute("href");
  made.setAttribute("aria-label", `${WORDS} to the message of ${link.textContent.trim()}`);
  return made;
}

function show(within) {
  for (const link of within.querySelectorAll("a.wf-comment__when[href^='/threads/']")) {
    if (!link.nextElementSibling?.dataset.copy) link.after(button(link));
  }
}

if (navigator.clipboard && !document.documentElement.dataset.copies) {
  document.documentElement.dataset.copies = "yes";
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest("[data-copy]");
    if (!pressed) return;
    const done = await navigator.clipboard.writeText(new URL(pressed.dataset.copy, location.origin).href).then(() => true, () => false);
    const state = document.querySelector("[data-log-state]");
    if (state) state.textContent = done ? "The link is copied." : "The link could not be copied.";
    pressed.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { pressed.textContent = WORDS; }, 3000);
  });
}
