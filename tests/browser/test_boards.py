"""An open joint board follows what others do, and is walked through with the arrow keys."""

import re

from playwright.sync_api import expect


def test_a_board_follows_what_others_do_without_being_loaded_again(person, shortcuts):
    number = shortcuts.accepted().number
    page = person("lixuemei").page
    page.goto(f"/cases/{number}/board")
    cell = page.get_by_role("row").filter(has_text="税务局").locator("[data-cell]").last
    expect(cell).to_contain_text("待领取")
    cell.focus()

    other = person("xuchangqing").page
    other.goto(f"/inbox?q={number}")
    other.get_by_role("button", name=f"领取: 税务登记预审 {number}").click()

    expect(cell).to_contain_text("徐长青", timeout=15_000)
    expect(cell).to_be_focused()


def test_the_arrow_keys_go_from_cell_to_cell_and_enter_opens_one(person, shortcuts):
    page = person("lixuemei").page
    page.goto(f"/cases/{shortcuts.accepted().number}/board")
    cells = page.locator("[data-cell]")
    cells.nth(0).focus()

    page.keyboard.press("ArrowDown")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cells.nth(0)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/tasks/"))
