// An offer to undo goes away when its minute is over, and says how many seconds are left; the server keeps the rule.
const MINUTE = 60_000;

function count() {
  for (const offer of document.querySelectorAll("[data-undo]")) {
    const left = Number(offer.dataset.undo) + MINUTE - Date.now();
    const button = offer.querySelector("button");
    if (left <= 0) offer.remove();
    else if (button && left < MINUTE) button.textContent = `Undo (${Math.ceil(left / 1000)} s)`;
  }
}

setInterval(count, 1000);
