// Unsent words that this browser kept come back; where other words stand already, a person chooses between them.
import { forget, keeper, place, say } from "./autosave.js";
import { all, drop, keep } from "./device.js";
import { offer } from "./offer_words.js";

const field = (form, name) => form.elements.namedItem(name);

// A form sent without htmx left with its page: when we came here onward and unrefused, its words have arrived.
function arrived(form) {
  const came = performance.getEntriesByType("navigation")[0]?.type;
  const sent = all("sent").some(([name]) => name === place(form));
  drop("sent", place(form));
  return sent && came === "navigate" && !document.querySelector(".nhsuk-error-summary");
}

function fill(form, name, kept) {
  for (const [each, text] of Object.entries(kept.words)) if (field(form, each)) field(form, each).value = text;
  drop("draft", name);
  keep("draft", place(form), kept);
  say(form, "Your unsent words are back. They are on this device only.");
  // The server is told of them as soon as htmx listens.
  const tell = () => field(form, "body")?.dispatchEvent(new Event("input", { bubbles: true }));
  if (keeper(form)) document.readyState === "complete" ? tell() : window.addEventListener("load", tell);
}

function bringBack(form) {
  if (arrived(form)) return forget(form);
  for (const [name, kept] of all("draft").filter(([each]) => each.startsWith(`${form.dataset.draft}@`))) {
    const known = Object.entries(kept.words).filter(([each]) => field(form, each));
    const take = () => fill(form, name, kept);
    const leave = () => drop("draft", name);
    if (known.every(([each, text]) => field(form, each).value === text)) leave();
    else if (known.every(([each, text]) => ["", text].includes(field(form, each).value))) take();
    else offer(form, { words: known.map(([, text]) => text).join("\n"), at: kept.at, where: "on this device", take, leave });
  }
}

function look(root) { for (const form of root.querySelectorAll("form[data-draft]")) bringBack(form); }
look(document);
document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) look(event.target); });
