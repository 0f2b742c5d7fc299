// When the outline comes back with a section viewed or not, the button at the section's end says the same.
function say(line) {
  const place = document.getElementById(`viewed-${line.dataset.section}`);
  if (!place) return;
  const viewed = line.dataset.state === "viewed";
  place.querySelector("button").dataset.state = line.dataset.state;
  const method = place.querySelector("[name=_method]");
  method.value = viewed ? "DELETE" : "PUT";
  method.defaultValue = method.value;
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "outline") event.target.querySelectorAll("[data-section]").forEach(say);
});
