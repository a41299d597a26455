// Lists that grow: a <template> holds one empty row, "__row__" stands for its number.
//
//   <div data-list="key"><div data-rows>…</div><template>…</template><button data-add>…</button></div>

function add(list) {
  const rows = list.querySelector(":scope > [data-rows]");
  const next = Number(list.dataset.next ?? rows.children.length);
  list.dataset.next = next + 1;
  const html = list.querySelector(":scope > template").innerHTML.replaceAll("__row__", String(next));
  rows.insertAdjacentHTML("beforeend", html);
  rows.lastElementChild.querySelector("input, select, textarea")?.focus();
}

function changed(list) {
  list.dispatchEvent(new Event("input", { bubbles: true }));
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

export function growLists() {
  document.addEventListener("click", (event) => {
    const list = event.target.closest("[data-list]");
    if (event.target.closest("[data-add]") && list) add(list);
    else if (event.target.closest("[data-drop]") && list) event.target.closest("[data-row]").remove();
    else return;
    changed(list);
  });
}
