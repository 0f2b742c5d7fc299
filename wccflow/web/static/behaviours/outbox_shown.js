// Shows what waits to be sent at the end of its conversation, to be changed or discarded; elsewhere a line leads there.
import { drawn, element, formOf, line } from "./outbox_acts.js";
import { waiting } from "./outbox.js";
import { writtenIn } from "./outbox_words.js";

const boxes = new Map();

// A message that is as it was keeps its box: what is about to be pressed is not drawn anew under the finger.
function boxOf(message, make) {
  const as = JSON.stringify([message, make.name, Boolean(formOf(message))]);
  if (boxes.get(message.name)?.as !== as) boxes.set(message.name, { as, box: make(message) });
  return boxes.get(message.name).box;
}

function fill(place, messages, make) {
  const wanted = messages.map((each) => boxOf(each, make(each)));
  const there = [...place.childNodes];
  if (wanted.length !== there.length || wanted.some((each, at) => each !== there[at])) place.replaceChildren(...wanted);
}

const listOf = (message) => document.querySelector(`[data-outbox-list="${CSS.escape(message.place)}"]`);

// On a page without its conversation: where it waits, or the words themselves when that page is closed to her now.
const lost = (message) => (location.pathname + location.search === message.page ? drawn : line);

function elsewhere(messages) {
  let notice = document.getElementById("outbox");
  if (!messages.length) return notice?.remove();
  if (!notice) {
    notice = Object.assign(element("div", "wf-notice wf-notice--warning"), { id: "outbox" });
    document.getElementById("notices").after(notice);
  }
  fill(notice, messages, lost);
}

function show() {
  if (!document.body.dataset.person) return;
  const found = waiting();
  for (const list of document.querySelectorAll("[data-outbox-list]")) {
    fill(list, found.filter((each) => listOf(each) === list), () => drawn);
  }
  elsewhere(found.filter((each) => !listOf(each)));
}

// What waits already is no draft any more, though the page came with it as one.
function clear() {
  for (const message of waiting()) {
    const area = formOf(message)?.elements.namedItem("body");
    if (area && area.value.trim() === writtenIn(message).trim()) area.value = area.defaultValue = "";
  }
}

clear();
show();
document.addEventListener("wf:outbox", show);
document.addEventListener("htmx:load", show);
