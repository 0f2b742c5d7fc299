// A preview is of the words as they were: it goes when they change or are sent.
const clear = (form) => form?.querySelectorAll("[data-preview-place]").forEach((place) => place.replaceChildren());

document.addEventListener("input", (event) => clear(event.target.form));
document.addEventListener("wf:sent", (event) => clear(event.target));
