// Small comforts: copy, print, close, menus that shut themselves, forms sent once, lists that send themselves.

// Browsers of before 2025 do not open the dialog of a button by themselves.
const OLD = !("commandForElement" in HTMLButtonElement.prototype);

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const before = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.textContent = before), 1600);
}

function shut(button) {
  const dialog = button.closest("dialog");
  if (dialog) dialog.close();
  else button.closest("[role=status], [role=alert]")?.remove();
}

function open(button) {
  document.getElementById(button.getAttribute("commandfor")).showModal();
}

// A dialog that was not taken comes back open: above the page again, at what is wrong.
function askAgain(dialog) {
  dialog.close();
  dialog.showModal();
  dialog.querySelector("[aria-invalid]")?.focus();
}

// What is wrong may lie in a dialog that was shut meanwhile.
function lead(link, event) {
  const dialog = document.getElementById(link.hash.slice(1))?.closest("dialog");
  if (!dialog) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
  document.getElementById(link.hash.slice(1)).focus();
}

function onClick(event) {
  const on = (selector) => event.target.closest(selector);
  if (on("[data-copy]")) copy(on("[data-copy]"));
  if (on("[data-print]")) window.print();
  if (on("[data-faults] a")) lead(on("[data-faults] a"), event);
  if (on("[data-close]")) shut(on("[data-close]"));
  if (OLD && on("[command=show-modal]")) open(on("[command=show-modal]"));
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

function onceOnly(event) {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const buttons = event.target.querySelectorAll("button[type=submit], button:not([type])");
  setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
}

function comeBack() {
  document.querySelectorAll("form button[disabled]:not([data-off])").forEach((button) => (button.disabled = false));
}

// The list one sees is told by its tab, which on a telephone may lie beyond the edge.
function showTab() {
  for (const tab of document.querySelectorAll(".nav-tabs [aria-current]")) {
    const bar = tab.closest(".nav-tabs");
    bar.scrollLeft += tab.getBoundingClientRect().right - bar.getBoundingClientRect().right;
  }
}

// A file chosen before the page had its ears, or kept by the way back, is looked at like any other.
function lookAtFiles() {
  for (const field of document.querySelectorAll("input[type=file][hx-trigger=change]"))
    if (field.files.length) field.dispatchEvent(new Event("change", { bubbles: true }));
}

export function smallThings() {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onceOnly);
  document.addEventListener("change", (event) => event.target.closest("form[data-auto]")?.requestSubmit());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => (menu.open = false));
  });
  window.addEventListener("pageshow", comeBack);
  window.addEventListener("pageshow", lookAtFiles);
  showTab();
  document.querySelector("[data-faults]")?.focus();
  document.querySelectorAll("dialog[open]").forEach(askAgain);
}
