// Files that are chosen together are sent one after the other, each with its progress; one refused stops no other.
import { offer, reason, rows } from "./send_list.js";

function send(form, file, row) {
  return new Promise((done) => {
    const fields = new FormData();
    fields.set("csrf_token", form.elements.namedItem("csrf_token").value);
    fields.set("file", file);
    const asking = new XMLHttpRequest();
    asking.open("POST", form.action);
    asking.setRequestHeader("Accept", "application/json");
    asking.setRequestHeader("HX-Request", "true");
    asking.setRequestHeader("HX-Current-URL", location.href);
    asking.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) row.bar.value = (100 * event.loaded) / event.total;
    });
    asking.addEventListener("loadend", () => {
      const taken = asking.status >= 200 && asking.status < 300;
      row.bar.hidden = true;
      row.said.textContent = taken ? "sent" : `not sent: ${reason(asking)}`;
      done(taken);
    });
    asking.send(fields);
  });
}

async function sendAll(zone, form) {
  const input = form.querySelector("input[type=file]");
  const files = Array.from(input.files);
  const shown = rows(zone, files);
  const button = form.querySelector("button[type=submit]");
  const left = [];
  button.disabled = true;
  for (const [place, file] of files.entries()) {
    shown[place].said.textContent = "being sent";
    if (!(await send(form, file, shown[place]))) left.push(file);
  }
  button.disabled = false;
  if (!left.length) {
    location.assign(zone.dataset.sendEach);
    return;
  }
  const again = new DataTransfer();
  for (const file of left) again.items.add(file);
  input.files = again.files;
  offer(zone, left, left.length < files.length);
}

document.addEventListener("submit", (event) => {
  const zone = event.target.closest?.("[data-send-each]");
  if (!zone || !event.target.querySelector("input[type=file]").files.length) return;
  event.preventDefault();
  sendAll(zone, event.target);
});
