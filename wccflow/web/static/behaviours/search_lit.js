// The words of a search are lit in the passage to which it led; nothing of the text itself is changed.
function light(words) {
  const passage = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!passage || !CSS.highlights) return;
  const ranges = [];
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const word of words) {
      for (let at = node.data.indexOf(word); at >= 0; at = node.data.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("searched", new Highlight(...ranges));
}

document.addEventListener("htmx:afterSettle", (event) => {
  const lit = event.target.querySelector?.("[data-lit]");
  if (lit) light(JSON.parse(lit.dataset.lit));
});
