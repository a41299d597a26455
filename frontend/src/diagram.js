// Shows the diagram of a case: where it stands and what it has passed.
//
//   <div data-diagram="URL of the XML" data-current="id id" data-passed="id id" data-failed="text"></div>
//
// With data-marks="#id" that element says what a return does: data-redone, data-cancelled, data-kept, data-target.
// It is read again whenever it is replaced; a step that is clicked is chosen in the list of steps.

import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

const PAN = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

const LEGIBLE = 0.75;

const ids = (text) => (text ?? "").split(/\s+/).filter(Boolean);

function mark(viewer, place) {
  const canvas = viewer.get("canvas");
  const drawn = viewer.get("elementRegistry");
  const each = (list, name) => list.filter((id) => drawn.get(id)).forEach((id) => canvas.addMarker(id, name));
  each(ids(place.dataset.passed), "is-passed");
  each(ids(place.dataset.current), "is-current");
}

const MARKS = ["redone", "cancelled", "kept", "target"];

function markReturn(viewer, place) {
  const canvas = viewer.get("canvas");
  const drawn = viewer.get("elementRegistry");
  const told = document.querySelector(place.dataset.marks)?.dataset ?? {};
  drawn.forEach(({ id }) => MARKS.forEach((name) => canvas.removeMarker(id, `is-${name}`)));
  MARKS.forEach((name) =>
    ids(told[name]).filter((id) => drawn.get(id)).forEach((id) => canvas.addMarker(id, `is-${name}`)),
  );
}

function asAReturn(viewer, place) {
  if (!place.dataset.marks) return;
  markReturn(viewer, place);
  document.addEventListener("htmx:afterSettle", () => {
    markReturn(viewer, place);
    whereItStands(viewer, place);
  });
  viewer.on("element.click", ({ element }) => {
    const choices = [...document.querySelectorAll("[data-choice] input[name=to]")];
    choices.find((choice) => choice.value === element.id)?.click();
  });
}

function whereItStands(viewer, place) {
  const canvas = viewer.get("canvas");
  const target = place.dataset.marks && document.querySelector(place.dataset.marks)?.dataset.target;
  const [first] = ids(target || place.dataset.current).filter((id) => viewer.get("elementRegistry").get(id));
  canvas.zoom("fit-viewport", "auto");
  if (!first || canvas.zoom() >= LEGIBLE) return;
  canvas.zoom(LEGIBLE);
  canvas.scrollToElement(first, { top: 140, bottom: 140, left: 260, right: 260 });
}

// What is hidden meanwhile, as on a printed page, has no size to fit into.
function onceItHasSize(place, deed) {
  if (place.clientHeight) return deed();
  const sized = new ResizeObserver(() => {
    if (!place.clientHeight) return;
    sized.disconnect();
    deed();
  });
  sized.observe(place);
}

function byKeyboard(viewer, place) {
  place.tabIndex = 0;
  place.addEventListener("keydown", (event) => {
    const canvas = viewer.get("canvas");
    const step = PAN[event.key];
    if (step) canvas.scroll({ dx: step[0], dy: step[1] });
    else if (event.key === "+" || event.key === "=") viewer.get("zoomScroll").stepZoom(1);
    else if (event.key === "-") viewer.get("zoomScroll").stepZoom(-1);
    else if (event.key === "0") canvas.zoom("fit-viewport", "auto");
    else return;
    event.preventDefault();
  });
}

function byButtons(viewer, place) {
  const frame = place.closest("[data-diagram-frame]");
  const press = (name, deed) => frame?.querySelector(`[data-zoom="${name}"]`)?.addEventListener("click", deed);
  press("in", () => viewer.get("zoomScroll").stepZoom(1));
  press("out", () => viewer.get("zoomScroll").stepZoom(-1));
  press("fit", () => viewer.get("canvas").zoom("fit-viewport", "auto"));
}

async function show(place) {
  const viewer = new NavigatedViewer({ container: place });
  try {
    const answer = await fetch(place.dataset.diagram, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    await viewer.importXML(await answer.text());
  } catch {
    viewer.destroy();
    place.textContent = place.dataset.failed;
    return;
  }
  viewer.get("zoomScroll").toggle(false); // the wheel scrolls the page; zoom by buttons and keys
  onceItHasSize(place, () => whereItStands(viewer, place));
  mark(viewer, place);
  asAReturn(viewer, place);
  byKeyboard(viewer, place);
  byButtons(viewer, place);
  place.dataset.shown = "yes";
}

function whenSeen(place) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    show(place);
  });
  seen.observe(place); // a folded diagram has no size to fit into
}

document.querySelectorAll("[data-diagram]").forEach(whenSeen);
