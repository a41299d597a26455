// Rows that are chosen for one deed: "x" marks the row one is in, shift marks all from the last one to here.
//
//   <input type="checkbox" data-choose-all="by_email"> marks all boxes of that name, on a form
//   <input type="checkbox" data-choose-all> … <tr>…<input type="checkbox" data-choose>…</tr> … <b data-chosen></b>

const WRITING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
let last = null;

function boxes() {
  return [...document.querySelectorAll("[data-choose]")];
}

function tell() {
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  document.querySelectorAll("[data-chosen]").forEach((place) => (place.textContent = chosen));
  document.querySelectorAll('[data-choose-all=""]').forEach((box) => (box.checked = chosen > 0 && chosen === all.length));
}

function mark(box, checked, toHere) {
  const all = boxes();
  const [from, to] = [all.indexOf(toHere && last ? last : box), all.indexOf(box)].sort((a, b) => a - b);
  all.slice(Math.max(from, 0), to + 1).forEach((one) => (one.checked = checked));
  last = box;
  tell();
}

function onClick(event) {
  const box = event.target;
  const name = box.dataset?.chooseAll;
  if (name) return document.getElementsByName(name).forEach((one) => (one.checked = box.checked));
  if (box.matches?.("[data-choose]")) mark(box, box.checked, event.shiftKey);
  if (!box.matches?.("[data-choose-all]")) return;
  boxes().forEach((one) => (one.checked = box.checked));
  tell();
}

function onKey(event) {
  if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(WRITING)) return;
  const box = event.target.closest?.("tr")?.querySelector("[data-choose]") ?? boxes()[0];
  if (!box) return;
  box.focus();
  mark(box, !box.checked, event.shiftKey);
}

export function chooseRows() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", tell);
}
