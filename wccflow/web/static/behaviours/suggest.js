// A search box offers what the query may become: a list below it, walked with the arrow keys, taken with Enter.
const WAIT = 150;
const set = (element, named) => Object.entries(named).forEach(([name, value]) => element.setAttribute(name, value));

function open(box) {
  const list = document.createElement("ul"), said = document.createElement("span");
  set(list, { id: `${box.id}-suggestions`, class: "wf-suggestions", role: "listbox", hidden: "", "aria-label": "Suggestions" });
  set(said, { class: "nhsuk-u-visually-hidden", role: "status" });
  set(box, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  box.closest(".nhsuk-form-group").append(list, said);
  let waiting = 0, asked = null;
  const offered = () => [...list.children];
  const at = () => offered().findIndex((each) => each.getAttribute("aria-selected") === "true");

  function show(html) {
    list.innerHTML = html;
    list.hidden = !list.children.length;
    offered().forEach((each, number) => { each.id = `${list.id}-${number}`; });
    set(box, { "aria-expanded": String(!list.hidden) });
    box.removeAttribute("aria-activedescendant");
    said.textContent = list.hidden ? "" : `Suggestions: ${list.children.length}. Choose with the arrow keys.`;
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: box.value, kind: box.form.elements.kind?.value ?? "passages" });
    const answer = await fetch(`/search/suggestions?${query}`, { signal: asked.signal }).catch(() => null);
    const html = answer?.ok && !answer.redirected ? await answer.text().catch(() => null) : "";
    if (html !== null && document.activeElement === box) show(html);
  }

  // One place before the first and after the last is the box itself, with what was typed.
  function walk(by) {
    const places = list.children.length + 1;
    const next = (at() + 1 + by + places) % places - 1;
    offered().forEach((each, number) => set(each, { "aria-selected": String(number === next) }));
    if (next < 0) return box.removeAttribute("aria-activedescendant");
    set(box, { "aria-activedescendant": list.children[next].id });
    list.children[next].scrollIntoView({ block: "nearest" });
  }

  function close() { clearTimeout(waiting); asked?.abort(); show(""); }
  function later() { clearTimeout(waiting); waiting = setTimeout(ask, WAIT); }
  function take(option) { box.value = option.dataset.query; close(); if (box.value.endsWith(":")) later(); }

  const OPEN = { ArrowDown: () => walk(1), ArrowUp: () => walk(-1), Escape: close, Enter: () => take(list.children[at()]) };
  box.addEventListener("input", later);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || (event.key === "Enter" && at() < 0)) return;
    const act = list.hidden ? (event.key === "ArrowDown" && box.value ? ask : null) : OPEN[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const option = event.target.closest("li"); if (option) take(option); });
}

document.querySelectorAll("[data-suggest]").forEach(open);
