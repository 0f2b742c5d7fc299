// What may be done with a message that waits to be sent: its words go back into their form, or it is discarded.
import { takeOut, wordsOf } from "./outbox.js";

export const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

export function button(words, act) {
  const made = element("button", "nhsuk-button nhsuk-button--secondary nhsuk-button--small", words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function formOf(message) {
  return document.querySelector(`form[data-outbox][data-draft="${CSS.escape(message.place)}"]`);
}

// The key goes back with the words: should the first sending have arrived after all, the second is not taken for another.
export function edit(message) {
  const form = formOf(message);
  const area = form.elements.namedItem("body");
  takeOut(message);
  area.value = [wordsOf(message), area.value].filter((each) => each.trim()).join("\n\n");
  form.elements.namedItem("key").value = new URLSearchParams(message.fields).get("key");
  delete form.dataset.sent;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

export function discard(message) {
  if (window.confirm("Discard this message? Its words are gone then.")) takeOut(message);
}
