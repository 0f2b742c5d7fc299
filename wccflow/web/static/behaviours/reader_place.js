// While one reads, the outline marks the section on the screen, and the original page beside follows the text.
const text = document.querySelector("[data-passages]");
const outline = document.querySelector("[data-follow]");
const picture = document.querySelector("[data-page-picture]");
let waiting = 0;

function firstShown() {
  return [...text.querySelectorAll("[data-passage]")].find((passage) => passage.getBoundingClientRect().bottom > 80);
}

function markSection(passage) {
  const links = [...outline.querySelectorAll("[data-section] > a")];
  const before = links.filter((link) => {
    const start = document.getElementById(link.parentElement.dataset.section);
    return start && (start === passage || start.compareDocumentPosition(passage) & 4);
  });
  const now = before.at(-1) ?? links.find((link) => link.getAttribute("aria-current"));
  for (const link of links) if (link !== now) link.removeAttribute("aria-current");
  if (!now || now.getAttribute("aria-current")) return;
  now.setAttribute("aria-current", "true");
  const box = now.getBoundingClientRect(), room = outline.getBoundingClientRect();
  if (box.top < room.top || box.bottom > room.bottom) outline.scrollTop += box.top - room.top - outline.clientHeight / 2;
}

function showPage(passage) {
  const page = passage.dataset.page;
  const number = document.querySelector("[data-page-number]");
  if (!page || number.textContent === page) return;
  number.textContent = page;
  picture.src = `${picture.dataset.pagePicture}${page}/picture`;
  picture.alt = `Page ${page} of the original file; its words are in the text beside it`;
  document.querySelector("[data-page-link]").href = `${picture.dataset.pagePicture}${page}`;
}

function follow() {
  const passage = firstShown();
  if (!passage) return;
  markSection(passage);
  if (picture) showPage(passage);
  for (const link of document.querySelectorAll("[data-keep-place]")) link.hash = passage.id;
}

if (text && outline) {
  addEventListener("scroll", () => { clearTimeout(waiting); waiting = setTimeout(follow, 120); }, { passive: true });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "outline") follow(); });
  follow();
  if (matchMedia("(max-width: 900px)").matches) document.getElementById("outline-list").open = false;
}
