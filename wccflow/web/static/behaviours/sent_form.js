// A form that was sent and is written in again is a new form: it gets a new key, and is empty when htmx sent it.
import { newKey } from "./device.js";

// What was chosen is what the form goes back to from now on.
function settle(form) {
  for (const field of form.elements) {
    if ("checked" in field) field.defaultChecked = field.checked;
    else if (field.options) for (const each of field.options) each.defaultSelected = each.selected;
    else if (field.type !== "hidden" && "value" in field) field.defaultValue = field.value;
  }
}

export function finish(form) {
  // Whoever writes on before the answer is here keeps the words; the form has its new key already.
  if (!form.dataset.sent) return;
  delete form.dataset.sent;
  if ("stays" in form.dataset) settle(form);
  form.reset();
  form.elements.namedItem("key").value = newKey();
  form.dispatchEvent(new CustomEvent("wf:sent", { bubbles: true }));
}

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt; // not a button in it that asks for something else, such as a preview
  if (form.matches?.("form") && form.elements.namedItem("key") && event.detail.successful) finish(form);
});

// A refused form may be corrected and sent again; an unchanged one keeps its key, so that it still acts once.
document.addEventListener("submit", (event) => { event.target.dataset.sent = "yes"; });
document.addEventListener("input", (event) => {
  const form = event.target.form;
  const key = form?.elements.namedItem("key");
  if (!key || !form.dataset.sent) return;
  delete form.dataset.sent;
  key.value = newKey();
});
