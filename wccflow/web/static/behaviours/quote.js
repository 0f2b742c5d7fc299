// “Quote” beside a message, or beside words selected in one or in the passage above, puts them into one's own message.
import { ownWords, putIn } from "./own_words.js";

const button = document.createElement("button");
button.type = "button";
button.className = "wf-quote-it";
button.textContent = "Quote";
button.hidden = true;
document.body.append(button);
let held = "";

const lines = (text) => text.trim().split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
const place = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest(".wf-talk .wf-comment, .wf-talk .wf-quote--passage");

function head(article) {
  const who = article.querySelector(".wf-person strong"), when = article.querySelector(".wf-comment__when");
  return who ? `> **${who.textContent}**, ${when.textContent.trim()}:\n` : "";
}

function selected(within) {
  const selection = getSelection();
  const words = selection.isCollapsed ? "" : selection.toString().trim();
  const here = words && place(selection.anchorNode);
  return here && here === place(selection.focusNode) && (!within || here === within) ? head(here) + lines(words) : "";
}

function offer() {
  held = selected();
  button.hidden = !held || !ownWords();
  if (button.hidden) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  button.style.setProperty("top", `${box.top + scrollY - button.offsetHeight - 6}px`);
  button.style.setProperty("left", `${Math.max(8, Math.min(box.left + scrollX, innerWidth - button.offsetWidth - 8))}px`);
}

document.addEventListener("mouseup", (event) => { if (event.target !== button) setTimeout(offer); });
document.addEventListener("keyup", (event) => { if (event.shiftKey && event.key.startsWith("Arrow")) offer(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") button.hidden = true; });
button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
button.addEventListener("click", () => { putIn(held); button.hidden = true; });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-quote]");
  if (!link || !ownWords()) return;
  event.preventDefault();
  const article = link.closest(".wf-comment");
  putIn(selected(article) || head(article) + lines(article.querySelector(".wf-comment__body").innerText));
});
