// Who signs out while messages wait on this device is told what becomes of them.
import { waiting } from "./outbox.js";

document.addEventListener("submit", (event) => {
  const messages = waiting();
  if (!event.target.action.includes("/session?_method=DELETE") || !messages.length) return;
  const many = messages.length === 1 ? "1 message waits" : `${messages.length} messages wait`;
  const sentence = `${many} to be sent. Sign out all the same? They stay on this device, nobody else who signs in here sees them, and they are sent when you sign in here again.`;
  if (!window.confirm(sentence)) event.preventDefault();
});
