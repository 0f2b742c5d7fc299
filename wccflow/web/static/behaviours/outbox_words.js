// The words of what waits to be sent, for the person who reads it again; and of the answer that refused it.
export function said(form) {
  const chosen = [...form.querySelectorAll("input[type=radio]:checked")].map((each) => each.labels[0]?.textContent.trim());
  const written = [...form.querySelectorAll("textarea, input:not([type])")].map((each) => each.value.trim());
  return [...chosen, ...written].filter(Boolean).join("\n");
}

export const writtenIn = (message) => new URLSearchParams(message.fields).get("body") || "";
export const wordsOf = (message) => message.said || writtenIn(message);

// The sentences of a page that refuses.
export function refusal(told) {
  const words = [...told.querySelectorAll("#notices p, .wf-notice p, .nhsuk-error-summary li, main p")].map((each) => each.textContent.trim());
  return words.filter(Boolean).slice(0, 2).join(" ") || "It was refused.";
}
