// Words selected in a passage, or a passage in focus and the key m, open the menu [data-passage-menu]: comment, cite, copy.
// The page supplies the menu, hidden; its links and forms get the passage and the quoted words.
const menu = document.querySelector("[data-passage-menu]");
let passage = null;

function fill(quote) {
  for (const field of menu.querySelectorAll("[name=passage]")) field.value = passage.id;
  for (const field of menu.querySelectorAll("[name=quote]")) field.value = quote;
  for (const link of menu.querySelectorAll("a[data-address]")) {
    const address = new URL(link.dataset.address, location.href);
    address.searchParams.set("passage", passage.id);
    if (quote) address.searchParams.set("quote", quote.slice(0, 1000));
    link.href = address.pathname + address.search;
  }
}

function open(quote, under) {
  fill(quote);
  menu.hidden = false;
  const box = under.getBoundingClientRect();
  menu.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
  menu.style.setProperty("left", `${Math.max(8, Math.min(box.left + scrollX, innerWidth - menu.offsetWidth - 8))}px`);
}

function close() {
  menu.hidden = true;
}

function selected() {
  const selection = getSelection();
  const found = selection.anchorNode?.parentElement?.closest("[data-passage]");
  if (!found || selection.isCollapsed) return false;
  passage = found;
  open(selection.toString().trim(), selection.getRangeAt(0));
  return true;
}

if (menu) {
  document.addEventListener("mouseup", (event) => { if (!menu.contains(event.target) && !selected()) close(); });
  document.addEventListener("keyup", (event) => { if (event.shiftKey && event.key.startsWith("Arrow")) selected(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { close(); passage?.focus(); }
    const here = document.activeElement?.closest("[data-passage]");
    if (event.key !== "m" || !here || event.target.closest("input, textarea")) return;
    event.preventDefault();
    passage = here;
    open("", here);
    menu.querySelector("a, button, textarea")?.focus();
  });
  menu.addEventListener("click", (event) => {
    if (!event.target.closest("[data-copy-link]")) return;
    navigator.clipboard.writeText(`${location.origin}${location.pathname}#${passage.id}`);
    close();
  });
}
