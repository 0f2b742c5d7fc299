// In a textarea with data-offers, @, # and [[ open a list of what can be put there: arrows choose, Enter takes, Escape closes.
const SIGNS = /(?<=^|[\s(>*_])(@|#|\[\[)([^\n@#[\]]{0,60})$/;
let asking = null, waiting = 0, settled = "";

const listOf = (area) => document.getElementById(`${area.id}-offers`);
const open = (area) => area?.dataset?.offers && !listOf(area).hidden;
const before = (area) => SIGNS.exec(area.value.slice(0, area.selectionStart));
const tell = (area, sentence) => { document.getElementById(`${area.id}-told`).textContent = sentence; };

function close(area) {
  asking?.abort();
  clearTimeout(waiting);
  listOf(area).hidden = true;
  area.removeAttribute("aria-activedescendant");
}

function choose(area, option) {
  for (const each of listOf(area).children) each.setAttribute("aria-selected", String(each === option));
  area.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(area, option) {
  const [, sign, words] = before(area);
  settled = `${option.dataset.written} `;
  area.setRangeText(settled, area.selectionStart - sign.length - words.length, area.selectionStart, "end");
  close(area);
  tell(area, `${option.dataset.written} is put in.`);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

async function ask(area, [, sign, words]) {
  asking = new AbortController();
  const fields = new FormData(area.form);
  const asked = new URLSearchParams({ sign, q: words, audience: fields.get("audience") ?? "", kind: fields.get("kind") ?? "" });
  fields.getAll("person").forEach((person) => asked.append("person", person));
  const address = `${area.dataset.offers}${area.dataset.offers.includes("?") ? "&" : "?"}${asked}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Target": "offers" }, signal: asking.signal }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const list = listOf(area);
  list.innerHTML = await answer.text();
  [...list.children].forEach((each, place) => { each.id = `${list.id}-${place}`; });
  if (!list.children.length) { settled = sign + words; return close(area); }
  list.hidden = false;
  choose(area, list.firstElementChild);
  tell(area, `${list.children.length} to choose from. Arrows choose, Enter takes, Escape closes.`);
}

document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.offers) return;
  const found = before(target);
  close(target);
  if (found && !(settled && (found[1] + found[2]).startsWith(settled))) waiting = setTimeout(() => ask(target, found), 120);
});
export { choose, close, listOf, open, take };
