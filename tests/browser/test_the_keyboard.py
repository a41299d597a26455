"""Everything can be done without a mouse."""

from playwright.sync_api import expect

MOST_STEPS = 80


def test_a_task_is_claimed_answered_and_submitted_by_keys_alone(person, shortcuts):
    number = shortcuts.accepted().number
    page = person("xuchangqing").page
    page.goto(f"/inbox?q={number}")

    press(page, page.get_by_role("button", name=f"领取: 税务登记预审 {number}"), "Enter")
    press(page, page.get_by_label("材料齐备，可以签批"), "Space")
    press(page, page.get_by_role("button", name="提交", exact=True), "Enter")
    dialog = page.get_by_role("dialog")
    press(page, dialog.get_by_role("button", name="提交", exact=True), "Enter")

    expect(page.locator(".flash-success")).to_contain_text(number)


def test_the_first_key_leads_past_the_navigation(person):
    page = person("xuchangqing").page

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()


def press(page, wanted, key):
    """Go on with the tabulator until something has the focus, and press a key on it."""
    wanted.wait_for()
    for _ in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    page.keyboard.press(key)
