// On a page with data-rate-keys: 1 to 9 choose a level and r, a, g a colour, w leads to the reasons, c to citing, n and p to the next
// and previous item (or row of a sheet), Ctrl + Enter keeps, ? lists the keys. A switch in the list turns them off on this device.
const place = document.querySelector("[data-rate-keys]");
const off = document.querySelector("[data-rate-keys-off]");
const words = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
const rows = () => [...place.querySelectorAll("[data-rate-row]")];
const row = () => document.activeElement?.closest("[data-rate-row]") ?? rows()[0] ?? place;
const levels = () => [...(row().querySelector("fieldset:has(input[type=radio])") ?? place).querySelectorAll("input[type=radio][name^=value]")];

function choose(level) {
  if (!level) return false;
  level.checked = true;
  level.focus();
  for (const kind of ["input", "change"]) level.dispatchEvent(new Event(kind, { bubbles: true }));
  return true;
}

function step(by) {
  if (!rows().length) return place.querySelector(`a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
  const all = rows();
  const focused = document.activeElement?.closest("[data-rate-row]");
  const next = focused ? all[all.indexOf(focused) + by] : all[0];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

function cite() {
  const link = row().querySelector("a[data-cite]");
  if (link) return link.click();
  const box = document.getElementById("cite");
  if (!box) return;
  box.open = true;
  box.querySelector("input:not([type=hidden])")?.focus();
}

function keys() { const list = document.getElementById("keys"); if (!list) return; list.open = !list.open; list.querySelector("summary").focus(); }
const reasons = () => (row().querySelector("textarea[name^=rationale], textarea[name^=note]") ?? row().querySelector("textarea"))?.focus();
const DO = { n: () => step(1), p: () => step(-1), w: reasons, c: cite, "?": keys };

function act(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return void (event.target.form ?? row().closest("form") ?? place.querySelector("form"))?.querySelector("button[type=submit]")?.click();
  if (event.key === "Escape" && words(event.target)) return void row().focus();
  if (event.ctrlKey || event.metaKey || event.altKey || words(event.target)) return false;
  if (event.key in DO) return void DO[event.key]();
  return choose(/^[1-9]$/.test(event.key) ? levels()[event.key - 1] : levels().find((each) => each.value.length > 1 && each.value[0] === event.key)) || false;
}

if (off) {
  off.checked = localStorage.getItem("wf-rate-keys") === "off";
  off.addEventListener("change", () => localStorage.setItem("wf-rate-keys", off.checked ? "off" : "on"));
}
if (place) {
  document.addEventListener("keydown", (event) => { if (!off?.checked && act(event) !== false) event.preventDefault(); });
  document.addEventListener("click", (event) => { const wanted = event.target.closest("[data-choose]"); if (wanted) choose(levels().find((each) => each.value === wanted.dataset.choose)); });
  if (location.hash === "#cite") cite();
}
