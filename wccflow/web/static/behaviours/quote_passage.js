// “Quote in a thread” in the menu of a passage puts the words into the message of the thread that is open beside it.
// Where none is open, the form that it belongs to asks in which thread.
import { ownWords, putIn } from "./own_words.js";

const chosen = (form, name) => form.querySelector(`[name=${name}]`).value;

function text(passage) {
  const cells = [...passage.querySelectorAll(":scope > th, :scope > td:not(.wf-drawn__marks)")];
  return cells.length ? cells.map((cell) => cell.innerText.trim()).join(" | ") : passage.querySelector(".wf-passage__text").innerText.trim();
}

function quotation(form) {
  const key = chosen(form, "passage"), passage = document.getElementById(key), page = passage.dataset.page;
  const title = form.dataset.title.replaceAll("\\", "").replaceAll("[", "(").replaceAll("]", ")");
  const head = `[${title}${page ? `, page ${page}` : ""}](${form.dataset.here}/passages/${key}):`;
  const words = (chosen(form, "quote") || text(passage)).replaceAll("\\@", "@").replaceAll("@", "\\@");
  return [head, ...words.split("\n")].map((line) => `> ${line}`.trimEnd()).join("\n");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!form.matches("[data-quote-into]") || !ownWords()) return;
  event.preventDefault();
  putIn(quotation(form));
});
