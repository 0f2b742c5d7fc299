// What waits and meets other words on the server: both are shown, both are kept, and a person chooses.
import { newKey } from "./device.js";
import { put, takeOut } from "./outbox.js";

// What stands on the server now and its version, when that is why it was refused.
export function stale(told) {
  const { version, theirs } = told.querySelector("[data-stale]")?.dataset ?? {};
  return version === undefined ? {} : { version, theirs };
}

function again(message, more) {
  const key = newKey();
  const fields = new URLSearchParams(message.fields);
  for (const [name, value] of Object.entries({ key, version: message.version, ...more })) fields.set(name, value);
  const { refusal, version, theirs, ...rest } = message;
  takeOut(message);
  put({ ...rest, name: `${message.at}-${key}`, fields: [...fields] });
  window.dispatchEvent(new Event("wf:outbox-now"));
}

// The words of the buttons with what they do; nothing where there is nothing to choose.
export function choices(message) {
  if (message.version === undefined) return [];
  const mine = ["Send mine in its place", () => again(message, {})];
  return message.kind === "note" ? [["Keep both", () => again(message, { beside: "yes" })], mine] : [mine];
}
