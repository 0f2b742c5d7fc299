// The list beside files that are being sent: what becomes of each, and what can be sent again.
export function rows(zone, files) {
  const made = files.map((file) => {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    bar.max = 100;
    bar.value = 0;
    bar.className = "wf-progress";
    bar.setAttribute("aria-label", `Sent of ${file.name}`);
    said.textContent = "waits";
    line.append(`${file.name} `, bar, " ", said);
    return { line, bar, said };
  });
  zone.querySelector("[data-drop-list]").replaceChildren(...made.map((row) => row.line));
  return made;
}

export function offer(zone, left, goOn) {
  const line = document.createElement("li");
  if (goOn) {
    const link = document.createElement("a");
    link.href = zone.dataset.sendEach;
    link.textContent = "Go on with the files that were sent";
    line.append(link, ". ");
  }
  line.append(`${left.length} of the files ${left.length === 1 ? "was" : "were"} not sent and can be sent again.`);
  zone.querySelector("[data-drop-list]").append(line);
}

export function reason(asking) {
  try {
    return JSON.parse(asking.responseText).sentences.join(" ");
  } catch {
    return asking.status ? "The service could not take it. Try again." : "The network is gone. Try again.";
  }
}
