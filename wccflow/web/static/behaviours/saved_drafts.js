// Says where the unsent words of a form are that the server keeps too: saved when it has said so, else on this device only.
import { forget, keeper, say, words } from "./autosave.js";
import { clock } from "./device.js";
import { offer } from "./offer_words.js";

const formOf = (element) => element.matches?.("[data-keeps]") ? document.getElementById(element.dataset.keeps) : null;
const here = (why) => `Only on this device, ${clock(Date.now())}. Not sent yet: ${why}`;

function choose(form, seen, other) {
  const area = form.elements.namedItem("body");
  say(form, "Only on this device. Not sent yet: choose which words to keep.");
  const save = () => { seen.value = other.dataset.seen; area.dispatchEvent(new Event("input", { bubbles: true })); };
  const take = () => { area.value = other.dataset.words; save(); };
  offer(form, { words: other.dataset.words, at: other.dataset.seen, where: "on the server, from another tab or device", take, leave: save });
}

// What was confirmed is exactly what was asked to be kept: whoever has written on meanwhile is not told that it is saved.
function confirmed(form, detail) {
  const answer = new DOMParser().parseFromString(detail.xhr.responseText, "text/html").body;
  const other = answer.querySelector("[data-words]");
  const seen = keeper(form).querySelector("[name=draft_seen]");
  if (other) return choose(form, seen, other);
  if (seen) seen.value = answer.querySelector("[data-seen]")?.dataset.seen ?? "";
  const asked = detail.requestConfig.parameters;
  const written = Object.entries(words(form));
  if (written.some(([name, text]) => name in asked && asked[name] !== text)) return;
  if (written.every(([name]) => name in asked)) forget(form);
  say(form, answer.textContent.trim());
}

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault(); // a draft never turns the page, not even to the page for signing in
  const { xhr } = event.detail;
  if (xhr.getResponseHeader("HX-Redirect")) say(form, here("you are signed out. Sign in again in another tab."));
  else if (xhr.status === 200) confirmed(form, event.detail);
  else say(form, here("the server could not keep them."));
});
document.addEventListener("htmx:configRequest", (event) => {
  const form = formOf(event.target);
  if (form?.dataset.sent) event.preventDefault(); // these words are on their way: they are no draft any more
});
document.addEventListener("submit", (event) => { if (event.target.id && keeper(event.target)) htmx.trigger(keeper(event.target), "htmx:abort"); });
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const form = formOf(event.detail.elt);
    event.detail.told ||= Boolean(form);
    if (form) say(form, here("the server could not be reached."));
  }, true);
}
function look(root) {
  for (const mine of root.querySelectorAll("[data-keeps][data-saved]")) {
    const form = document.getElementById(mine.dataset.keeps);
    if (form && !form.querySelector("[data-draft-state]").textContent) say(form, mine.dataset.saved);
  }
}
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
