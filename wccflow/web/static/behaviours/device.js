// What this browser keeps for whoever is signed in: the next person at the same computer meets only her own.
const person = document.body.dataset.person || "nobody";
const start = (kind) => `wccflow-${kind}:${person}:`;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// A tab is the same tab after a reload, so that two tabs never write over each other's words.
function thisTab() {
  try {
    if (!sessionStorage.getItem("wccflow-tab")) sessionStorage.setItem("wccflow-tab", newKey());
    return sessionStorage.getItem("wccflow-tab");
  } catch {
    return newKey();
  }
}

export const tab = thisTab();
export const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

export function keep(kind, place, value) {
  localStorage.setItem(start(kind) + place, JSON.stringify(value)); // throws where the browser stores nothing
}

export function drop(kind, place) {
  try {
    localStorage.removeItem(start(kind) + place);
  } catch { /* nothing could be kept either */ }
}

export function all(kind) {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(start(kind))).sort();
    return names.map((name) => [name.slice(start(kind).length), JSON.parse(localStorage.getItem(name))]).filter(([, value]) => value);
  } catch {
    return [];
  }
}
