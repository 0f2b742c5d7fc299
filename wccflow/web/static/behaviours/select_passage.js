// Selected words, or a passage in focus and the key m, open the page's [data-passage-menu], which is told both.
const menu = document.querySelector("[data-passage-menu]");
let passage = null;
function fill(quote) {
  for (const field of menu.querySelectorAll("[name=passage]")) field.value = passage.dataset.passage;
  for (const field of menu.querySelectorAll("[name=quote]")) field.value = quote.slice(0, 1000);
  for (const link of menu.querySelectorAll("a[data-address]")) {
    const asked = new URLSearchParams({ passage: passage.dataset.passage, ...(quote && { quote: quote.slice(0, 1000) }) });
    link.href = `${link.dataset.address}${link.dataset.address.includes("?") ? "&" : "?"}${asked}`;
  }
}

function open(quote, under, across) {
  fill(quote);
  for (const each of menu.querySelectorAll("[data-across]")) each.hidden = !across;
  for (const each of menu.querySelectorAll("[data-copied]")) each.textContent = "";
  menu.hidden = false;
  const box = under.getBoundingClientRect();
  menu.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
  menu.style.setProperty("left", `${Math.max(8, Math.min(box.left + scrollX, innerWidth - menu.offsetWidth - 8))}px`);
}

const close = () => { menu.hidden = true; };
const holding = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest("[data-passage]");

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.toString().trim()) return false;
  const range = selection.getRangeAt(0);
  const [first, last] = [holding(range.startContainer), holding(range.endContainer)];
  if (!first) return false;
  const across = last !== first && range.endOffset > 0;
  passage = first;
  open(across || last !== first ? "" : selection.toString().trim(), range, across);
  return true;
}

async function copy() {
  const link = `${location.origin}${location.pathname}#${passage.dataset.passage}`;
  const said = menu.querySelector("[data-copied]");
  const done = await navigator.clipboard?.writeText(link).then(() => true, () => false);
  if (said) said.textContent = done ? "The link is copied." : link;
  if (said && !done) getSelection().selectAllChildren(said);
}

if (menu) {
  document.addEventListener("mouseup", (event) => { if (!menu.contains(event.target) && !selected()) close(); });
  document.addEventListener("keyup", (event) => { if (event.shiftKey && event.key.startsWith("Arrow")) selected(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { close(); passage?.focus(); }
    const here = document.activeElement?.closest("[data-passage]");
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || !here || event.target.closest("input, textarea")) return;
    event.preventDefault();
    open("", passage = here, false);
    menu.querySelector("a, button, textarea")?.focus();
  });
  menu.addEventListener("click", (event) => { if (event.target.closest("[data-copy-link]")) copy(); });
  menu.addEventListener("submit", close);
}
