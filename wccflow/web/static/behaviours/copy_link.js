// Copies the link of a message; its button is there only where a browser can do so, also in messages that come later.
const show = (within) => { for (const button of within.querySelectorAll("[data-copy][hidden]")) button.hidden = false; };

if (navigator.clipboard && !document.documentElement.dataset.copies) {
  document.documentElement.dataset.copies = "yes";
  show(document);
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const done = await navigator.clipboard.writeText(new URL(button.dataset.copy, location.origin).href).then(() => true, () => false);
    const state = document.querySelector("[data-log-state]");
    if (state) state.textContent = done ? "The link is copied." : "The link could not be copied.";
    button.firstChild.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.firstChild.textContent = "Copy link"; }, 3000);
  });
}
