// The reader by keyboard: j k passages, or hits after a search; [ ] sections, c comment, v viewed, n N places, ? keys.
const text = document.querySelector("[data-passages]");
const off = document.querySelector("[data-keys-off]");
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const shown = (passage) => { const box = passage.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
let asking = null;

// Where the reader is: the passage in focus, the one that was linked, else the first on the screen.
function here() {
  const near = [document.activeElement?.closest("[data-passage]"), asking, document.getElementById(location.hash.slice(1))];
  return near.find((each) => each?.dataset.passage && shown(each)) ?? passages().find(shown);
}
const passages = () => [...text.querySelectorAll("[data-passage]")];

function go(passage) {
  passage.focus({ preventScroll: true });
  passage.scrollIntoView({ block: "center" });
}

function step(by) {
  const all = passages();
  const focused = document.activeElement?.closest("[data-passage]");
  const from = here();
  const next = all[all.indexOf(from) + (focused === from || by < 0 ? by : 0)];
  if (next && next !== focused) return go(next);
  const turn = text.querySelector(`a[rel=${by > 0 ? "next" : "prev"}][data-walk]`);
  if (turn) location.assign(turn.dataset.walk);
}

function section(by) {
  const links = [...document.querySelectorAll("[data-section] > a")];
  const now = links.findIndex((link) => link.getAttribute("aria-current"));
  links[Math.max(0, Math.min(links.length - 1, now + by))]?.click();
}

function comment() { asking = here(); asking?.querySelector(".wf-passage__talk")?.click(); }

function keys() { const list = document.getElementById("keys"); list.open = !list.open; list.querySelector("summary").focus(); }

const viewed = () => (here() && [...text.querySelectorAll("[data-viewed]")].find((each) => here().compareDocumentPosition(each) & 4))?.querySelector("button").click();
const click = (name) => document.querySelector(`[${name}]`)?.click();
const hit = (name, by) => document.getElementById("around") ? document.querySelector(`#around [data-find-${name}]`)?.click() : step(by);
const DO = { j: () => hit("after", 1), k: () => hit("before", -1), J: () => step(1), K: () => step(-1), "]": () => section(1), "[": () => section(-1), c: comment, v: viewed, n: () => click("data-find-after"), N: () => click("data-find-before"), "?": keys };

if (text) {
  off.checked = localStorage.getItem("wf-reader-keys") === "off";
  off.addEventListener("change", () => localStorage.setItem("wf-reader-keys", off.checked ? "off" : "on"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".wf-reader__beside")) return asking?.focus();
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !(event.key in DO)) return;
    event.preventDefault();
    DO[event.key]();
  });
  document.addEventListener("click", (event) => { asking = event.target.closest(".wf-passage__talk")?.closest("[data-passage]") ?? document.getElementById(event.target.closest("[data-passage-menu]")?.querySelector("[name=passage]")?.value) ?? asking; });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "threads" && asking) ["textarea", "[data-first]", "a, button"].map((each) => event.target.querySelector(each)).find(Boolean)?.focus({ preventScroll: true }); });
}
