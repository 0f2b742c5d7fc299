// A form that was sent and is written in again is a new form: it gets a new key, and is empty when htmx sent it.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  const key = form?.elements.namedItem("key");
  if (!key || !event.detail.successful) return;
  // Whoever writes on before the answer is here keeps the words; the form has its new key already.
  if (!form.dataset.sent) return;
  delete form.dataset.sent;
  form.reset();
  key.value = newKey();
  form.dispatchEvent(new CustomEvent("wf:sent", { bubbles: true }));
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
