// The mark of the connection: when the server last had everything of ours, and what is on this device alone.
import { clock } from "./device.js";
import { waiting } from "./outbox.js";

const mark = document.querySelector("[data-connection]");
const MANY = { note: "notes", rating: "ratings", question: "questions", answer: "answers", agreement: "agreements", message: "messages" };
let away = !navigator.onLine;
let savedAt = mark?.querySelector("[data-saved-at]")?.textContent ?? "";

function counted(messages) {
  const kinds = new Map();
  for (const { kind } of messages) kinds.set(kind || "message", (kinds.get(kind || "message") ?? 0) + 1);
  return [...kinds].map(([kind, count]) => `${count} ${count === 1 ? kind : MANY[kind] ?? kind}`).join(", ");
}

function show() {
  if (!mark) return;
  const here = waiting();
  mark.classList.toggle("wf-connection--waiting", here.length > 0);
  mark.classList.toggle("wf-connection--off", away);
  const words = `${away ? "No connection. " : ""}Saved centrally ${savedAt}${here.length ? ` · ${counted(here)} only on this device` : ""}`;
  if (mark.textContent !== words) mark.textContent = words;
}

function reached() {
  away = false;
  savedAt = clock(Date.now());
  show();
}

function lost() {
  away = true;
  show();
}

document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) reached(); });
document.addEventListener("wf:delivered", reached);
document.addEventListener("htmx:sseOpen", () => { away = false; show(); });
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:sseError"]) document.addEventListener(failure, lost, true);
window.addEventListener("offline", lost);
window.addEventListener("online", () => { away = false; show(); });
document.addEventListener("wf:outbox", show);
show();
