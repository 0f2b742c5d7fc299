// The message that one is writing in the conversation that is open: where quoted words and links are put.
export const ownWords = () => document.querySelector(".wf-talk .wf-composer textarea");

export function putIn(words) {
  const area = ownWords();
  const gap = area.value && !area.value.endsWith("\n\n") ? "\n\n" : "";
  area.setRangeText(`${gap}${words}\n\n`, area.value.length, area.value.length, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
  area.scrollTop = area.scrollHeight;
}
