// Drafts: saved while one writes; fields shown or hidden as the server says; no input lost.
//
//   <form data-draft-url="…" data-saved="Draft saved at %s" data-unsaved="…" data-failed="…">
//   <form data-whose="…" data-ended="…">  besides: kept, if the sign-in ended meanwhile
//   <form data-preview-url="…">      asks only which fields are shown; one is asked before what was typed is left
//   <form data-stays>                leads back to the page one sees: what forms with data-again hold comes along
// The server answers {"saved_at": "10:32", "visible": ["key", …]}.

import { sendOn } from "./confirm.js";
import { keepWords, words } from "./kept.js";

const EVERY = 4000;
const PATIENCE = 3000;

class Ended extends Error {} // the sign-in; the answer comes from the door

async function tell(form, url) {
  const answer = await fetch(url, {
    method: "POST",
    body: words(form),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (answer.redirected) throw new Ended();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

function show(form, visible) {
  if (!visible) return;
  form.querySelectorAll("[data-field]").forEach((field) => {
    field.hidden = !visible.includes(field.dataset.field);
  });
  form.querySelectorAll("[data-group]").forEach((group) => {
    group.hidden = !group.querySelector("[data-field]:not([hidden])");
  });
}

function leaveOut(form) {
  const unseen = [...form.querySelectorAll("[data-field][hidden] :is(input, select, textarea)")];
  unseen.forEach((one) => (one.disabled = true)); // what nobody sees is no answer; the draft keeps it
  window.addEventListener("pageshow", () => unseen.forEach((one) => (one.disabled = false)), { once: true });
}

function state(form, text, kind) {
  const place = form.querySelector("[data-draft-state]");
  if (!place) return;
  place.textContent = text;
  place.dataset.kind = kind;
}

const hasFiles = (form) => [...form.querySelectorAll("input[type=file]")].some((one) => one.files.length);

const patience = () => new Promise((done) => setTimeout(done, PATIENCE));

export function keepDrafts(form) {
  let changed = false;
  let typed = false; // and kept nowhere but here
  let sending = null; // what is under way
  let waiting = false;
  let leaving = false;
  let held = ""; // "back" until the office has said what is shown, then "off"
  const { draftUrl, previewUrl, saved, unsaved, failed, ended } = form.dataset;

  function save() {
    waiting = changed && sending !== null; // it goes out as soon as the last words have arrived
    if (changed && !sending) sending = send();
  }

  async function send() {
    changed = false;
    try {
      const told = await tell(form, draftUrl ?? previewUrl);
      show(form, told.visible);
      if (draftUrl && !changed) state(form, saved.replace("%s", told.saved_at), "saved");
    } catch (error) {
      changed = true;
      if (draftUrl) state(form, error instanceof Ended && ended ? ended : failed, "failed");
    } finally {
      sending = null;
      if (waiting) save();
    }
  }

  async function settled() {
    while (sending) await sending;
    save();
    await sending;
  }

  function hold(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return;
    held = "back";
    Promise.race([settled(), patience()]).then(() => {
      held = "off";
      sendOn(form, event.submitter);
      held = "";
    });
  }

  form.addEventListener("input", () => {
    changed = true;
    typed = !draftUrl;
    if (draftUrl) state(form, unsaved, "unsaved");
  });
  form.addEventListener("change", save);
  form.addEventListener("submit", (event) => {
    if ((changed || sending) && held !== "off") return hold(event); // what is shown may be of an earlier answer
    leaving = true;
    keepWords(form);
    if (!changed && !sending) leaveOut(form);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-stays]") || form.dataset.again === undefined) return;
    keepWords(form, true);
    leaving = !hasFiles(form);
  });
  setInterval(save, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("beforeunload", (event) => {
    if ((changed || typed) && !leaving) event.preventDefault();
  });
}
