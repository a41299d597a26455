// Phrases: put into the text one was writing, by a click or by keys (Ctrl + / goes to them).
//
//   <form><details data-phrases hidden><button type="button" data-phrase>words</button>…</details></form>

const TEXTS = "textarea:not([readonly]), input[type=text]:not([readonly]):not([inputmode])";

function offer(list) {
  const form = list.closest("form");
  const texts = () => [...form.querySelectorAll(TEXTS)].filter((field) => field.offsetParent);
  let last = null;

  function put(button) {
    const field = last?.offsetParent ? last : texts()[0];
    if (!field) return;
    field.focus();
    field.setRangeText(button.textContent, field.selectionStart, field.selectionEnd, "end");
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  list.hidden = !form.querySelector(TEXTS);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-phrase]");
    if (button) put(button);
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.matches(TEXTS)) last = event.target;
  });
  form.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.key !== "/" || list.hidden) return;
    event.preventDefault();
    list.open = true;
    list.querySelector("[data-phrase], a").focus();
    list.scrollIntoView({ block: "center" }); // clear of the buttons that stay below
  });
}

export function offerPhrases() {
  document.querySelectorAll("[data-phrases]").forEach(offer);
}
