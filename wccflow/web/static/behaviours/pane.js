// What scrolls a log: itself, a pane around it, or the page.
const scrolls = (each) => /auto|scroll/.test(getComputedStyle(each).overflowY);

export function paneOf(log) {
  let each = log;
  while (each && each !== document.body && !scrolls(each)) each = each.parentElement;
  return each && each !== document.body ? each : document.scrollingElement;
}
