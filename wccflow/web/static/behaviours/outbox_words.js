// What a form that waits to be sent says, for the person who reads it again: the level that was chosen, and the words.
export function said(form) {
  const chosen = [...form.querySelectorAll("input[type=radio]:checked")].map((each) => each.labels[0]?.textContent.trim());
  const written = [...form.querySelectorAll("textarea, input:not([type])")].map((each) => each.value.trim());
  return [...chosen, ...written].filter(Boolean).join("\n");
}
