// One line of a log, and another in its place. What behaviours add to a line does not tell it from another.
export function same(here, line) {
  const bare = here.cloneNode(true);
  bare.classList.remove("wf-comment--mine");
  for (const added of bare.querySelectorAll("[data-added]")) added.remove();
  for (const mark of bare.querySelectorAll("[data-readers]")) mark.removeAttribute("aria-describedby");
  return bare.isEqualNode(line);
}

// Who stood in a line that is replaced stands in the new one.
export function instead(here, line) {
  const stood = here.contains(document.activeElement) && document.activeElement;
  here.replaceWith(line);
  if (stood === here) line.tabIndex = -1;
  if (stood) (line.querySelector(`a[href="${stood.getAttribute("href")}"]`) ?? line).focus({ preventScroll: true });
}
