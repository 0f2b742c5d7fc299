// One line of a log, and another in its place.
export function same(here, line) {
  const bare = here.cloneNode(true);
  bare.classList.remove("wf-comment--mine");
  for (const added of bare.querySelectorAll("[data-added]")) added.remove();
  return bare.isEqualNode(line);
}

// Who stood in a line that is replaced stands in the new one.
export function instead(here, line) {
  const stood = here.contains(document.activeElement) && document.activeElement;
  here.replaceWith(line);
  if (stood === here) line.tabIndex = -1;
  if (stood) (line.querySelector(`a[href="${stood.getAttribute("href")}"]`) ?? line).focus({ preventScroll: true });
}
