// Two sets of unsent words for one form: both are shown, and a person chooses; neither is overwritten in silence.
import { clock } from "./device.js";

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

export function offer(form, { words, at, where, take, leave }) {
  const box = document.createElement("div");
  box.className = "wf-two-drafts";
  box.setAttribute("role", "group");
  const sentence = document.createElement("p");
  sentence.textContent = `Other unsent words of yours, of ${clock(at)}, are kept ${where}:`;
  box.setAttribute("aria-label", sentence.textContent);
  const shown = document.createElement("blockquote");
  shown.className = "wf-quote";
  shown.textContent = words;
  const done = (act) => () => { box.remove(); act(); form.querySelector("textarea")?.focus(); };
  box.append(sentence, shown, button("Use these instead", done(take)), button("Keep what stands below", done(leave)));
  form.querySelectorAll(".wf-two-drafts").forEach((each) => { if (each.querySelector("blockquote").textContent === words) each.remove(); });
  form.prepend(box);
}
