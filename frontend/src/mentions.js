// Whom a text mentions: after “@” a list of colleagues, chosen with the arrow keys and Enter, or by a click.
//
//   <textarea data-mentions="URL of the options" aria-controls="mentions">…</textarea><ul role="listbox" id="mentions" hidden></ul>

const TYPED = /(?:^|[^A-Za-z0-9._-])[@＠]([^\s@＠]{0,20})$/;
const PAUSE = 120;

function offer(field) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  let asked = 0;
  let timer = null;

  const options = () => [...list.querySelectorAll("[data-mention]")];
  const current = () => list.querySelector("[aria-selected=true]");
  const typed = () => TYPED.exec(field.value.slice(0, field.selectionStart))?.[1];

  function close() {
    asked += 1; // an answer still under way comes too late
    clearTimeout(timer);
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  }

  function mark(option) {
    options().forEach((one) => one.setAttribute("aria-selected", one === option));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  async function ask(q) {
    const mine = (asked += 1);
    const answer = await fetch(`${field.dataset.mentions}?${new URLSearchParams({ q })}`);
    if (!answer.ok || answer.redirected || mine !== asked) return;
    const html = await answer.text();
    if (mine !== asked) return;
    list.innerHTML = html;
    list.hidden = false;
    if (options()[0]) mark(options()[0]);
  }

  function put(option) {
    const end = field.selectionStart;
    field.focus();
    field.setRangeText(`${option.dataset.mention} `, end - typed().length, end, "end");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  }

  function step(by) {
    const all = options();
    if (all.length) mark(all[(all.indexOf(current()) + by + all.length) % all.length]);
  }

  function onKey(event) {
    if (list.hidden || event.isComposing || event.ctrlKey) return;
    const does = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: close };
    if (current()) does.Enter = does.Tab = () => put(current());
    if (!does[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    does[event.key]();
  }

  field.addEventListener("input", () => {
    const q = typed();
    clearTimeout(timer);
    if (q === undefined) close();
    else timer = setTimeout(() => ask(q).catch(close), PAUSE);
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the text keeps the focus
    const option = event.target.closest("[data-mention]");
    if (option) put(option);
  });
}

export function offerColleagues() {
  document.querySelectorAll("[data-mentions]").forEach(offer);
}
