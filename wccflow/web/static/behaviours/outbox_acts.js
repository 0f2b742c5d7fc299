// A message that waits to be sent, as it is shown: its words go back into their form, or it is discarded, or tried now.
import { clock } from "./device.js";
import { choices } from "./outbox_choice.js";
import { takeOut } from "./outbox.js";
import { wordsOf, writtenIn } from "./outbox_words.js";

export const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

function button(words, act) {
  const made = element("button", "nhsuk-button nhsuk-button--secondary nhsuk-button--small", words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function formOf(message) {
  return document.querySelector(`form[data-outbox][data-draft="${CSS.escape(message.place)}"]`);
}

// The key goes back with the words: should the first sending have arrived after all, the second is not taken for another.
function edit(message) {
  const form = formOf(message);
  const area = form.elements.namedItem("body");
  takeOut(message);
  area.value = [writtenIn(message), area.value].filter((each) => each.trim()).join("\n\n");
  form.elements.namedItem("key").value = new URLSearchParams(message.fields).get("key");
  delete form.dataset.sent;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

function discard(message) {
  if (window.confirm("Discard this message? Its words are gone then.")) takeOut(message);
}

export function drawn(message) {
  const box = element("article", "wf-comment wf-comment--waiting");
  const said = message.refusal ? `Not sent: ${message.refusal}` : `Waiting to be sent. ${message.why || "It is sent once, as soon as we are connected again."}`;
  const buttons = element("p", "wf-waiting__acts");
  for (const [words, act] of choices(message)) buttons.append(button(words, act));
  if (formOf(message)?.elements.namedItem("body") && !message.theirs) buttons.append(button("Edit", () => edit(message)));
  buttons.append(button("Discard", () => discard(message)));
  if (!message.refusal) buttons.append(button("Try now", () => window.dispatchEvent(new Event("wf:outbox-now"))));
  box.append(element("p", "wf-waiting__state", `${said} (${clock(message.at)})`), element("p", "wf-waiting__words", wordsOf(message)));
  if (message.theirs) box.append(element("p", "wf-waiting__state", "There now:"), element("p", "wf-waiting__words", message.theirs));
  box.append(buttons);
  return box;
}

export function line(message) {
  const made = element("p", "", message.refusal ? "A message could not be sent. " : "A message waits to be sent. ");
  made.append(Object.assign(document.createElement("a"), { href: message.page, textContent: "See it" }));
  return made;
}
