// Messages that could not be sent wait in this browser with the key of their form, so that each is sent once and no more.
import { all, drop, keep } from "./device.js";
import { said } from "./outbox_words.js";
import { finish } from "./sent_form.js";

const WAIT_MILLISECONDS = 20000;
const PASSED_ON = [502, 503, 504]; // something between us and wccflow answers for it
const OURS = ["csrf_token", "key"];

export const waiting = () => all("outbox").map(([name, message]) => ({ name, ...message }));
const changed = () => document.dispatchEvent(new CustomEvent("wf:outbox"));

export function put({ name, ...message }) {
  keep("outbox", name, message);
  changed();
}

export function takeOut(message) {
  drop("outbox", message.name);
  changed();
}

// Of what one gives anew as often as one likes, such as a rating, only the latest waits.
function outdate(form) {
  if (!form.matches?.("form[data-newest]")) return;
  for (const each of waiting()) if (each.place === form.dataset.draft && !each.refusal) takeOut(each);
}

function queued(event, why) {
  const form = event.detail.elt?.closest?.("form[data-outbox]");
  if (!form || event.detail.elt !== form) return false;
  const sent = [...event.detail.requestConfig.formData.entries()].filter(([, value]) => typeof value === "string");
  const key = Object.fromEntries(sent).key;
  const at = new Date().toISOString();
  const fields = sent.filter(([field]) => field !== OURS[0]);
  try {
    outdate(form);
    put({ name: `${at}-${key}`, place: form.dataset.draft, kind: form.dataset.kind, said: said(form), address: event.detail.pathInfo.requestPath, page: location.pathname + location.search, at, fields, why });
  } catch {
    return false; // this browser stores nothing: the words stay in the form, and the page says so
  }
  finish(form);
  return true;
}

document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) outdate(event.detail.elt); });
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.matches?.("form[data-outbox]")) event.detail.timeout = WAIT_MILLISECONDS;
});
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => { event.detail.told ||= queued(event, ""); }, true);
}
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr } = event.detail;
  const door = (xhr.getResponseHeader("HX-Redirect") || "").startsWith("/sign-in");
  if (!door && !PASSED_ON.includes(xhr.status)) return;
  if (queued(event, door ? "You are signed out. Sign in again, and it is sent." : "")) event.preventDefault();
});
