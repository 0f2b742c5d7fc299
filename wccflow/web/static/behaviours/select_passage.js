// Words selected in a passage, or a passage in focus and the key m, open the menu [data-passage-menu]: comment, cite, copy.
// The page supplies the menu, hidden; its links and forms get the passage and the quoted words.
const menu = document.querySelector("[data-passage-menu]");
let passage = null;

function fill(quote) {
  for (const field of menu.querySelectorAll("[name=passage]")) field.value = passage.dataset.passage;
  for (const field of menu.querySelectorAll("[name=quote]")) field.value = quote.slice(0, 1000);
  for (const link of menu.querySelectorAll("a[data-address]")) {
    const address = new URL(link.dataset.address, location.href);
    address.searchParams.set("passage", passage.dataset.passage);
    if (quote) address.searchParams.set("quote", quote.slice(0, 1000));
    link.href = address.pathname + address.search;
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
  const range = selection.getRangeAt(0), first = holding(range.startContainer);
  if (!first) return false;
  const last = holding(range.endContainer);
  const across = last !== first && range.endOffset > 0;
  passage = first;
  open(across || last !== first ? "" : selection.toString().trim(), range, across);
  return true;
}

async function copy() {
  const link = `${location.origin}${location.pathname}#${passage.dataset.passage}`;
  const said = menu.querySelector("[data-copied]");
  const done = await navigator.clipboard?.writeText(link).then(() => true, () => false);
  if (!said) return close();
  said.textContent = done ? "The link is copied." : link;
  if (!done) getSelection().selectAllChildren(said);
}

if (menu) {
  document.addEventListener("mouseup", (event) => { if (!menu.contains(event.target) && !selected()) close(); });
  document.addEventListener("keyup", (event) => { if (event.shiftKey && event.key.startsWith("Arrow")) selected(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { close(); passage?.focus(); }
    const here = document.activeElement?.closest("[data-passage]");
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || !here || event.target.closest("input, textarea")) return;
    event.preventDefault();
    passage = here;
    open("", here, false);
    menu.querySelector("a, button, textarea")?.focus();
  });
  menu.addEventListener("click", (event) => { if (event.target.closest("[data-copy-link]")) copy(); });
  menu.addEventListener("submit", close);
}
