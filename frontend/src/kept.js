// Words in a form that was sent after the sign-in had ended, or whose page is asked for in the other language: kept in
// this tab until the same person stands before the form again.
//
//   <form data-whose="person" data-draft-url="…">   what it held is put into its draft, and shown
//   <form data-whose="person" data-again>           what it held is sent to its own page, which shows it and does nothing
//   <p data-kept hidden>                            at the door: says that they are kept

const KEY = "kept";
const SHOW = ["deed", "show"];

export function words(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  return body; // files travel once, when the form is sent
}

const placeOf = (form) => form.dataset.draftUrl ?? form.getAttribute("action");

// left: for sure, and not only if the sign-in has ended
export function keepWords(form, left = false) {
  const body = words(form);
  body.delete("csrf_token");
  const { whose } = form.dataset;
  const kept = { whose, place: placeOf(form), words: [...body], left };
  if (whose) sessionStorage.setItem(KEY, JSON.stringify(kept));
}

function waitAtTheDoor(notice, kept) {
  notice.hidden = false;
  sessionStorage.setItem(KEY, JSON.stringify({ ...kept, left: true }));
}

async function putIntoDraft(form, kept) {
  const body = new FormData();
  for (const [name, value] of kept) body.append(name, value);
  const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, credentials: "same-origin" });
  if (answer.ok) location.reload();
}

function showAgain(form, kept) {
  const again = document.createElement("form");
  again.method = "post";
  again.action = form.getAttribute("action");
  again.enctype = form.enctype;
  for (const [name, value] of [...kept, SHOW]) {
    const one = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    again.append(one);
  }
  document.body.append(again);
  again.submit();
}

export function bringBackWords() {
  const kept = JSON.parse(sessionStorage.getItem(KEY));
  if (!kept) return;
  const door = document.querySelector("[data-kept]");
  if (door) return waitAtTheDoor(door, kept);
  sessionStorage.removeItem(KEY);
  const form = [...document.querySelectorAll("form[data-whose]")].find((one) => placeOf(one) === kept.place);
  if (!kept.left || form?.dataset.whose !== kept.whose) return;
  const body = [...kept.words, ["csrf_token", form.elements.csrf_token.value]];
  if (form.dataset.draftUrl) putIntoDraft(form, body);
  else showAgain(form, body);
}
