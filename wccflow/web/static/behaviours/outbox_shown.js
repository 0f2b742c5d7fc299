// Shows what waits to be sent at the end of its conversation, to be changed or discarded; elsewhere a line leads there.
import { clock } from "./device.js";
import { button, discard, edit, element, formOf } from "./outbox_acts.js";
import { waiting, wordsOf } from "./outbox.js";

function drawn(message) {
  const box = element("article", "wf-comment wf-comment--waiting");
  const said = message.refusal ? `Not sent: ${message.refusal}` : `Waiting to be sent. ${message.why || "It is sent once, as soon as we are connected again."}`;
  const buttons = element("p", "wf-waiting__acts");
  if (formOf(message)) buttons.append(button("Edit", () => edit(message)));
  buttons.append(button("Discard", () => discard(message)));
  if (!message.refusal) buttons.append(button("Try now", () => window.dispatchEvent(new Event("wf:outbox-now"))));
  box.append(element("p", "wf-waiting__state", `${said} (${clock(message.at)})`), element("p", "wf-waiting__words", wordsOf(message)), buttons);
  return box;
}

const listOf = (message) => document.querySelector(`[data-outbox-list="${CSS.escape(message.place)}"]`);

// On a page without its conversation: where it waits, or the words themselves when that page is closed to her now.
function lost(message) {
  if (location.pathname + location.search === message.page) return drawn(message);
  const line = element("p", "", message.refusal ? "A message could not be sent. " : "A message waits to be sent. ");
  line.append(Object.assign(document.createElement("a"), { href: message.page, textContent: "See it" }));
  return line;
}

function elsewhere(messages) {
  document.getElementById("outbox")?.remove();
  if (!messages.length) return;
  const notice = element("div", "wf-notice wf-notice--warning");
  notice.id = "outbox";
  notice.append(...messages.map(lost));
  document.getElementById("notices").after(notice);
}

function show() {
  if (!document.body.dataset.person) return;
  const found = waiting();
  for (const list of document.querySelectorAll("[data-outbox-list]")) {
    list.replaceChildren(...found.filter((each) => listOf(each) === list).map(drawn));
  }
  elsewhere(found.filter((each) => !listOf(each)));
}

// What waits already is no draft any more, though the page came with it as one.
function clear() {
  for (const message of waiting()) {
    const area = formOf(message)?.elements.namedItem("body");
    if (area && area.value.trim() === wordsOf(message).trim()) area.value = area.defaultValue = "";
  }
}

clear();
show();
document.addEventListener("wf:outbox", show);
document.addEventListener("htmx:load", show);
