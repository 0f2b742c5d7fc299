// Sends what waits, the oldest first, as soon as the server can be reached; a refusal keeps the words and says why.
import { stale } from "./outbox_choice.js";
import { put, takeOut, waiting } from "./outbox.js";
import { refusal } from "./outbox_words.js";

const WAIT_MILLISECONDS = 20000;
const FIRST_PAUSE = 2000, LONGEST_PAUSE = 60000;
const SIGNED_OUT = "You are signed out. Sign in again, and it is sent.";
let pause = FIRST_PAUSE, timer = 0, busy = false;
const proof = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}");

async function ask(message) {
  const headers = { ...proof(), "HX-Request": "true", "HX-Current-URL": location.origin + message.page, "Wccflow-Person": document.body.dataset.person };
  return fetch(message.address, { method: "POST", body: new URLSearchParams(message.fields), headers, redirect: "manual", signal: AbortSignal.timeout(WAIT_MILLISECONDS) });
}

// What was replaced or taken out meanwhile does not come back.
const mark = (message, more) => { if (waiting().some((each) => each.name === message.name)) put({ ...message, ...more }); };

function arrived(message) {
  takeOut(message);
  return document.dispatchEvent(new CustomEvent("wf:delivered", { detail: message }));
}

// Gives whether the next one may be tried.
async function deliver(message) {
  let answer;
  try {
    answer = await ask(message);
  } catch {
    return false;
  }
  if ((answer.headers.get("HX-Redirect") || "").startsWith("/sign-in")) { mark(message, { why: SIGNED_OUT }); return false; }
  if (answer.type === "opaqueredirect" || answer.ok) return arrived(message);
  if (answer.status >= 500 || answer.status === 429) return false;
  const told = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  mark(message, { why: "", refusal: refusal(told), ...stale(told) });
  return true;
}

export async function send() {
  clearTimeout(timer);
  if (busy || !document.body.dataset.person) return;
  busy = true;
  let reached = true;
  for (const message of waiting().filter((each) => !each.refusal)) if (reached) reached = await deliver(message);
  busy = false;
  pause = reached ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
  if (waiting().some((each) => !each.refusal)) timer = setTimeout(send, pause);
}

for (const sign of ["online", "wf:outbox-now"]) window.addEventListener(sign, () => { pause = FIRST_PAUSE; send(); });
document.addEventListener("htmx:sseOpen", send);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
document.addEventListener("wf:outbox", () => { if (!busy && waiting().some((each) => !each.refusal)) { clearTimeout(timer); timer = setTimeout(send, pause); } });
send();
