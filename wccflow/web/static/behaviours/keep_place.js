// When a region with data-keep-place is renewed, the focus stays where it was, or at the thing that was being worked on.
let before = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const region = event.detail.target.closest?.("[data-keep-place]");
  const focused = region?.contains(document.activeElement) ? document.activeElement : null;
  before = focused && { id: focused.id, around: focused.closest("[id^=question-]")?.id, at: scrollY, open: [...region.querySelectorAll("details[open]")].map((each) => each.id) };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!before) return;
  const { id, around, at, open } = before;
  before = null;
  for (const each of open) document.getElementById(each)?.setAttribute("open", "");
  const here = document.getElementById(id) || document.getElementById(around) || document.getElementById("table");
  if (!here || here === document.activeElement) return;
  if (here.tabIndex < 0) here.tabIndex = -1;
  here.focus({ preventScroll: true });
  scrollTo({ top: at });
});
