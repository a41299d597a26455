// Words in a form that was sent after the sign-in had ended: kept in this tab until the same person is in again.
//
//   <form data-whose="person" data-draft-url="…">   what it held is put into its draft, and shown
//   <p data-kept hidden>                            at the door: says that they are kept

const KEY = "kept";

export function keepWords(form, body) {
  body.delete("csrf_token");
  const { whose, draftUrl } = form.dataset;
  if (whose) sessionStorage.setItem(KEY, JSON.stringify({ whose, draftUrl, words: [...body] }));
}

function waitAtTheDoor(notice, kept) {
  notice.hidden = false;
  sessionStorage.setItem(KEY, JSON.stringify({ ...kept, shut: true }));
}

async function putBack(form, kept) {
  const body = new FormData();
  for (const [name, value] of kept.words) body.append(name, value);
  body.append("csrf_token", form.elements.csrf_token.value);
  const answer = await fetch(kept.draftUrl, { method: "POST", body, credentials: "same-origin" });
  if (answer.ok) location.reload();
}

export function bringBackWords() {
  const kept = JSON.parse(sessionStorage.getItem(KEY));
  if (!kept) return;
  const door = document.querySelector("[data-kept]");
  if (door) return waitAtTheDoor(door, kept);
  sessionStorage.removeItem(KEY);
  const form = document.querySelector(`form[data-draft-url="${CSS.escape(kept.draftUrl)}"]`);
  if (kept.shut && form?.dataset.whose === kept.whose) putBack(form, kept);
}
