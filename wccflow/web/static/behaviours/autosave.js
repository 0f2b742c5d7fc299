// Keeps unsent words of a form with data-draft in this browser, and says honestly where they are.
const PREFIX = "wccflow-draft:";
const waiting = new Map();

function words(form) {
  const written = {};
  for (const field of form.querySelectorAll("textarea, input[type=text]")) if (field.name && field.value) written[field.name] = field.value;
  return written;
}

function say(form, sentence) {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = sentence;
}

function keep(form) {
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(words(form)));
    say(form, "Kept on this device only. Not sent yet.");
  } catch {
    say(form, "Not kept: this browser lets us store nothing. Send it before you leave.");
  }
}

function forget(form) {
  clearTimeout(waiting.get(form));
  localStorage.removeItem(PREFIX + form.dataset.draft);
  say(form, "");
}

// A form sent without htmx left with its page: when we came here onward and unrefused, its words have arrived.
function arrived(form) {
  const came = performance.getEntriesByType("navigation")[0]?.type;
  const sent = localStorage.getItem(PREFIX + form.dataset.draft + ":sent");
  localStorage.removeItem(PREFIX + form.dataset.draft + ":sent");
  return sent && came === "navigate" && !document.querySelector(".nhsuk-error-summary");
}

function bringBack(form) {
  if (arrived(form)) return forget(form);
  const kept = JSON.parse(localStorage.getItem(PREFIX + form.dataset.draft) || "{}");
  const empty = Object.entries(kept).filter(([name]) => form.elements.namedItem(name) && !form.elements.namedItem(name).value);
  for (const [name, text] of empty) form.elements.namedItem(name).value = text;
  if (empty.length) say(form, "Your unsent words are back. They are on this device only.");
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), 400));
});
document.addEventListener("submit", (event) => {
  if (event.target.dataset.draft) localStorage.setItem(PREFIX + event.target.dataset.draft + ":sent", "yes");
});
document.addEventListener("wf:sent", (event) => { if (event.target.dataset.draft) forget(event.target); });
function look(root) { for (const form of root.querySelectorAll("form[data-draft]")) bringBack(form); }
look(document);
document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) look(event.target); });
