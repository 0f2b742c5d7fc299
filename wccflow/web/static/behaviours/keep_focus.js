// When a part of the page is replaced, whoever stood in it stands in its like again: by id, address, name or place in the order.
const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
let stood = null;

function like(part) {
  const all = [...part.querySelectorAll(STOPS)];
  const alike = (name, value) => value && all.find((each) => each.getAttribute(name) === value);
  return alike("id", stood.id) || alike("href", stood.href) || all.find((each) => stood.words && each.textContent.trim() === stood.words);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const here = document.activeElement, part = event.detail.target;
  stood = part !== here && part.contains?.(here) ? { part, id: here.id, href: here.getAttribute("href"), words: here.textContent.trim() } : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!stood) return;
  const part = stood.part.isConnected ? stood.part : document.getElementById(stood.part.id);
  if (part && (document.activeElement === document.body || !document.activeElement)) {
    const next = part.querySelector("[data-goes-on]") || like(part); // where one goes on writing, if that is known
    if (!next && !part.hasAttribute("tabindex")) part.tabIndex = -1;
    (next || part).focus({ preventScroll: true });
  }
  stood = null;
});
