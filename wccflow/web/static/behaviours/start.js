// Wakes the design system's components in the page and in everything htmx brings.
import { initAll } from "../vendor/nhsuk-frontend/nhsuk-frontend.min.js";

initAll();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) initAll({ scope: event.target });
});

// A refusal that arrives beside the page must be met by the eyes and by the keyboard.
// What a live stream swaps in has no target to tell of.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id === "notices" && event.detail.xhr?.status >= 400) event.detail.target.focus();
});
