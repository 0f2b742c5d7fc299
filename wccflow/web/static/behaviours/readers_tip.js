// Names those who read along beside what says so, on hover and focus; Escape puts it away, a touch follows the link.
// What the page does not name itself, such as the readers of a message that has just come, the page behind the link does.
const tip = document.createElement("div");
tip.className = "wf-readers-tip";
tip.setAttribute("aria-hidden", "true"); // assistive tools read the description instead
let wait;

// What says so is described by the names that are on this page: a message is the same markup wherever it stands.
function describe() {
  for (const mark of document.querySelectorAll("[data-readers]")) {
    const [id, said] = [`readers-${mark.dataset.readers}`, mark.querySelector("input") ?? mark];
    if (document.getElementById(id)) said.setAttribute("aria-describedby", id);
    else said.removeAttribute("aria-describedby");
  }
}

async function named(mark) {
  const id = `readers-${mark.dataset.readers}`;
  const here = document.getElementById(id);
  if (here || !mark.href) return here;
  const answer = await fetch(mark.href, { headers: { "HX-Request": "true", "HX-Target": "readers-brief" } });
  if (!answer.ok) return null;
  const brief = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("p");
  if (!brief || document.getElementById(id)) return document.getElementById(id);
  Object.assign(brief, { id, hidden: true });
  document.body.append(brief);
  describe();
  return brief;
}

async function show(mark) {
  const names = await named(mark);
  if (!names || !(mark.matches(":hover") || mark.matches(":focus, :focus-within"))) return;
  tip.textContent = names.textContent;
  document.body.append(tip);
  const box = mark.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + scrollX}px`;
  tip.style.top = `${box.bottom + scrollY}px`;
}

function later(act, milliseconds) {
  clearTimeout(wait);
  wait = setTimeout(act, milliseconds);
}

document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.("[data-readers]");
  if (event.target.closest?.(".wf-readers-tip")) clearTimeout(wait);
  else if (mark && event.pointerType === "mouse") later(() => show(mark), 250);
  else later(() => tip.remove(), 250);
});
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest("[data-readers]");
  if (mark) show(mark);
  else tip.remove();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.remove(); });
for (const moment of ["focusin", "htmx:load"]) document.addEventListener(moment, describe);
describe();
