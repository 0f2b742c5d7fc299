// Files dropped on a field are chosen in it; their names and the sending's progress are shown.
function list(zone, files) {
  const rows = Array.from(files, (file) => {
    const row = document.createElement("li");
    row.textContent = `${file.name}, ${(file.size / 1_000_000).toFixed(1)} MB`;
    return row;
  });
  zone.querySelector("[data-drop-list]").replaceChildren(...rows);
}

function prepare(root) {
  for (const invitation of root.querySelectorAll("[data-drop-invitation]")) invitation.hidden = false;
}

const zoneOf = (event) => event.target.closest?.("[data-drop-files]");

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("wf-drop--over", name === "dragover");
    if (name !== "drop") return;
    const input = zone.querySelector("input[type=file]");
    const taken = new DataTransfer();
    for (const file of Array.from(event.dataTransfer.files).slice(0, input.multiple ? undefined : 1)) taken.items.add(file);
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone) list(zone, event.target.files);
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("[data-drop-progress]");
  if (!bar || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = (100 * event.detail.loaded) / event.detail.total;
});
document.addEventListener("wf:sent", (event) => {
  for (const zone of event.target.querySelectorAll("[data-drop-files]")) {
    list(zone, []);
    zone.querySelector("[data-drop-progress]").hidden = true;
  }
});
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));
