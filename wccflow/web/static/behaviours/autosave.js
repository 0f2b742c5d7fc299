// Keeps unsent words of a form with data-draft in this browser, and says honestly where they are.
// Words that the server has confirmed are kept there alone: see saved_drafts.js; bring_back.js brings the rest back.
import { drop, keep, tab } from "./device.js";

const waiting = new Map();

export function words(form) {
  const written = {};
  for (const field of form.querySelectorAll("textarea, input[type=text], input:not([type])")) if (field.name && field.value) written[field.name] = field.value;
  return written;
}

export function say(form, sentence) {
  const place = form.querySelector("[data-draft-state]");
  if (place && place.textContent !== sentence) place.textContent = sentence;
}

export const keeper = (form) => document.querySelector(`[data-keeps="${form.id}"]`);
export const place = (form) => `${form.dataset.draft}@${tab}`;

function keepHere(form) {
  try {
    keep("draft", place(form), { words: words(form), at: new Date().toISOString() });
    say(form, keeper(form) ? "Saving …" : "Kept on this device only. Not sent yet.");
  } catch {
    say(form, "Not kept: this browser lets us store nothing. Send it before you leave.");
  }
}

export function forget(form) {
  clearTimeout(waiting.get(form));
  drop("draft", place(form));
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keepHere(form), 400));
});
document.addEventListener("submit", (event) => { if (event.target.dataset.draft) keep("sent", place(event.target), "yes"); });
document.addEventListener("wf:sent", (event) => {
  const form = event.target;
  if (!form.dataset.draft) return;
  forget(form);
  say(form, "");
  // The words that came with the page were a draft too, and a reset would bring them back.
  if (keeper(form)) for (const area of form.querySelectorAll("textarea")) area.value = area.defaultValue = "";
});
