// Beside each passage a button that puts it in where one is writing; what was put in is cited when it is kept.
function insert(form, passage) {
  const field = form.querySelector("textarea[name=text]");
  const at = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, at), after = field.value.slice(field.selectionEnd ?? at);
  const gap = before && !/\s$/.test(before) ? " " : "";
  field.value = before + gap + passage.dataset.words + after;
  field.focus();
  field.selectionStart = field.selectionEnd = (before + gap + passage.dataset.words).length;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (form.querySelector(`input[name=cite][value="${CSS.escape(passage.dataset.key)}"]`)) return;
  const cited = document.createElement("input");
  Object.assign(cited, { type: "hidden", name: "cite", value: passage.dataset.key });
  passage.append(cited);
}

function offer(within) {
  for (const passage of within.querySelectorAll("[data-insert-words] [data-words]")) {
    if (passage.querySelector("[data-added]")) continue;
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "nhsuk-button nhsuk-button--secondary nhsuk-button--small", textContent: "Insert where I write" });
    made.dataset.added = "insert";
    made.addEventListener("click", () => insert(passage.closest("form"), passage));
    passage.append(made);
  }
}

offer(document);
document.addEventListener("htmx:load", (event) => offer(event.detail.elt));
