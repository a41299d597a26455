// Boards that follow by themselves while somebody looks, and are walked through with the arrow keys.
//
//   <div data-board data-live="URL of what is inside">   asked again every few seconds; 304 leaves it as it is
//   <a data-cell>                                        what the arrow keys go to; Enter opens it
//   <span data-live-state hidden>, <span data-live-lost hidden>

const EVERY = 5000;
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function tell(name, shown) {
  document.querySelectorAll(`[data-${name}]`).forEach((place) => (place.hidden = !shown));
}

function show(board, html) {
  const focused = board.contains(document.activeElement) ? document.activeElement.id : "";
  const frame = board.querySelector(".board-frame");
  const [left, top] = [frame?.scrollLeft ?? 0, frame?.scrollTop ?? 0];
  board.innerHTML = html;
  board.querySelector(".board-frame")?.scrollTo(left, top);
  if (focused) document.getElementById(focused)?.focus();
}

// Returns whether there is still something to follow: not once the sign-in has ended.
async function ask(board) {
  const headers = board.dataset.tag ? { "If-None-Match": board.dataset.tag } : {};
  const answer = await fetch(board.dataset.live, { headers, cache: "no-store", credentials: "same-origin" });
  if (answer.status === 304 || answer.status >= 500) return true;
  if (!answer.ok || answer.redirected) return false;
  board.dataset.tag = answer.headers.get("ETag") ?? "";
  show(board, await answer.text());
  return true;
}

async function follow(board) {
  const goesOn = document.hidden || (await ask(board).catch(() => true));
  tell("live-state", goesOn);
  tell("live-lost", !goesOn);
  if (goesOn) setTimeout(follow, EVERY, board);
}

const place = (cell) => [cell.closest("tr").rowIndex, cell.closest("td").cellIndex];

// The nearest cell in a direction; a row or column without one is passed over.
function next(cell, [down, right]) {
  const [row, column] = place(cell);
  const ahead = [...cell.closest("table").querySelectorAll("[data-cell]")].map((found) => {
    const [rows, columns] = [place(found)[0] - row, place(found)[1] - column];
    const [along, beside] = down ? [rows * down, columns] : [columns * right, rows];
    return { found, along, far: along * 1000 + Math.abs(beside) };
  });
  return ahead.filter(({ along }) => along > 0).sort((one, other) => one.far - other.far)[0]?.found;
}

function onKey(event) {
  const cell = event.target.closest?.("[data-cell]");
  const way = ARROWS[event.key];
  if (!cell || !way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  next(cell, way)?.focus();
}

export function followBoards() {
  document.addEventListener("keydown", onKey);
  document.querySelectorAll("[data-live]").forEach((board) => setTimeout(follow, EVERY, board));
  if (document.querySelector("[data-live]")) tell("live-state", true);
}
