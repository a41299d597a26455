// A deed that cannot be taken back is asked for once more, in a dialog of the page itself.
//
//   <form data-confirm="dialog-id"> or <button form="…" data-confirm="dialog-id">
//   <dialog id="dialog-id"> … <button value="yes"> <button value="no"> … </dialog>
//
// Where an answer leads elsewhere, the dialog says so: <p data-if="name=value"> instead of <p data-else>.

function dialogFor(form, button) {
  const id = button?.dataset.confirm ?? form.dataset.confirm;
  return id && document.getElementById(id);
}

function sayWhatHappens(dialog, form) {
  const answers = [...new FormData(form)].map(([name, value]) => `${name}=${value}`);
  let told = false;
  for (const one of dialog.querySelectorAll("[data-if]")) {
    one.hidden = !answers.includes(one.dataset.if);
    told ||= !one.hidden;
  }
  dialog.querySelectorAll("[data-else]").forEach((one) => (one.hidden = told));
}

function onSubmit(event) {
  const form = event.target;
  if (form.dataset.confirmed) return;
  const button = event.submitter;
  const dialog = dialogFor(form, button);
  if (!dialog) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sayWhatHappens(dialog, form);
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => agreed(form, button, dialog.returnValue), { once: true });
  dialog.showModal();
}

function agreed(form, button, answer) {
  if (answer === "yes") sendOn(form, button);
}

export function sendOn(form, button) {
  form.dataset.confirmed = "yes"; // nobody is asked again
  form.requestSubmit(button);
  delete form.dataset.confirmed;
}

export function askFirst() {
  document.addEventListener("submit", onSubmit, true);
}
