// Asks the sentence of data-confirm before a form is sent, whether the page or htmx sends it.
document.addEventListener("submit", (event) => {
  const sentence = event.target.dataset.confirm;
  if (!sentence || window.confirm(sentence)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
