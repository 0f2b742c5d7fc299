// A link to a passage that stands in another part of the document goes there; one that is here gets the focus.
const text = document.querySelector("[data-passages]");
const named = () => decodeURIComponent(location.hash.slice(1));

function find() {
  if (!/^p-[0-9a-f]{10}(-\d+)?$/.test(named())) return;
  const here = document.getElementById(named());
  if (here) here.focus({ preventScroll: true });
  else location.replace(`${text.dataset.passages}/passages/${named()}${location.search}`);
}

if (text) {
  find();
  addEventListener("hashchange", find);
}
// Words that were looked for are found at once when nothing more exact was linked.
if (!location.hash) document.querySelector("[data-find-now]")?.click();
