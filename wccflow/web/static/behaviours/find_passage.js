// A link to a passage that stands in another part of the document goes there; j and k walk from passage to passage.
const text = document.querySelector("[data-passages]");
const named = () => location.hash.slice(1);

function find() {
  if (/^p-[0-9a-f]{10}(-\d+)?$/.test(named()) && !document.getElementById(named())) {
    location.replace(`${text.dataset.passages}/passages/${named()}`);
  }
}

function step(by) {
  const all = [...text.querySelectorAll("[data-passage]")];
  const here = all.indexOf(document.activeElement?.closest("[data-passage]") ?? document.getElementById(named()));
  const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

if (text) {
  find();
  addEventListener("hashchange", find);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else return;
    event.preventDefault();
  });
}
