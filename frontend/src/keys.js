// Keys of the desk: "/" search, "?" help, "e" the first question, "g i" inbox and the like, Ctrl+Enter sends the form.
//
//   <a data-key="g i" href="…">

const WRITING = "input, textarea, select, [contenteditable]";
let before = "";

function asked() {
  const boxes = document.querySelectorAll(`main form[data-confirm] :is(${WRITING})`);
  return [...boxes].find((box) => box.checkVisibility() && !box.disabled);
}

function open(event) {
  if (event.key === "/") return document.querySelector("[data-search]");
  if (event.key === "?") return document.getElementById("help");
  if (event.key === "e") return asked();
  return null;
}

function go(event) {
  const link = document.querySelector(`[data-key="${CSS.escape(`${before} ${event.key}`)}"]`);
  before = event.key;
  setTimeout(() => (before = ""), 1200);
  link?.click();
}

function onKey(event) {
  if (event.ctrlKey && event.key === "Enter") {
    event.target.closest?.("form")?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING)) return;
  const place = open(event);
  if (!place) return go(event);
  event.preventDefault();
  if (place.matches("dialog")) place.showModal();
  else place.focus();
}

export function listenToKeys() {
  document.addEventListener("keydown", onKey);
}
