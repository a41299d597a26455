"""Everything can be done without a mouse."""

from playwright.sync_api import expect

from tests.browser.shortcuts import EXAMINATION, PREREVIEWS

MOST_STEPS = 80


def test_a_task_is_claimed_answered_and_submitted_by_keys_alone(person, shortcuts):
    number = shortcuts.accepted().number
    page = person("xuchangqing").page
    page.goto(f"/inbox?q={number}")

    press(page, page.get_by_role("button", name=f"领取: 税务登记预审 {number}"), "Enter")
    press(page, page.get_by_label("材料齐备，可以签批"), "Space")
    submit(page, number)


def test_a_case_is_accepted_and_decided_by_keys_alone(person, shortcuts):
    number = shortcuts.hand_in().number
    clerk = person("zhouwenjing").page
    take_up(clerk, f"领取: 接件审查 {number}")
    press(clerk, clerk.get_by_label("已核对申请人（代理人）身份"), "Space")
    press(clerk, clerk.get_by_label("受理", exact=True), "Space")
    submit(clerk, number)

    shortcuts.walk(number, *PREREVIEWS, EXAMINATION)
    head = person("zhangzhiyuan").page
    take_up(head, f"领取: 设立登记核准 {number}")
    press(head, head.get_by_label("准予设立登记"), "Space")
    press(head, head.get_by_label("统一社会信用代码"), "End")
    head.keyboard.type("91330108MA2KABCD1Y")
    submit(head, number)


def test_a_key_leads_to_the_first_question_of_a_task(person, shortcuts):
    number = shortcuts.accepted().number
    officer = person("xuchangqing")
    officer.claim("税务登记预审", number)

    officer.page.keyboard.press("e")

    expect(officer.page.get_by_label("材料齐备，可以签批")).to_be_focused()


def test_the_list_of_keys_opens_and_closes_by_keys(person):
    page = person("xuchangqing").page
    page.wait_for_load_state()  # a key reaches only a page whose script is there

    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="快捷键")
    expect(listed).to_be_visible()
    page.keyboard.press("Escape")

    expect(listed).to_be_hidden()


def test_the_first_key_leads_past_the_navigation(person):
    page = person("xuchangqing").page

    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()


def test_a_phrase_is_put_where_one_was_writing_by_keys_alone(person, shortcuts):
    number = shortcuts.hand_in().number
    page = person("zhouwenjing").page
    page.goto("/phrases")
    page.get_by_label("常用语内容").fill("请补盖出租方印章。")
    page.get_by_role("button", name="保存").click()
    page.goto("/inbox")
    take_up(page, f"领取: 接件审查 {number}")
    page.get_by_label("一次性告知补正").check()
    where = page.get_by_label("缺什么、怎样补正")
    where.fill("租赁合同：")

    page.keyboard.press("Control+/")
    page.keyboard.press("Enter")

    expect(where).to_have_value("租赁合同：请补盖出租方印章。")
    expect(where).to_be_focused()


def press(page, wanted, key):
    """Go on with the tabulator until something has the focus, and press a key on it."""
    wanted.wait_for()
    for _ in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()
    page.keyboard.press(key)


def take_up(page, claim):
    """Go to the inbox by its keys and claim a task."""
    page.keyboard.press("g")
    page.keyboard.press("i")
    press(page, page.get_by_role("button", name=claim), "Enter")
    page.get_by_role("button", name="提交", exact=True).wait_for()


def submit(page, number):
    """Send the form and say yes when asked whether it is meant."""
    press(page, page.get_by_role("button", name="提交", exact=True), "Enter")
    dialog = page.get_by_role("dialog")
    press(page, dialog.get_by_role("button", name="提交", exact=True), "Enter")
    expect(page.locator(".flash-success")).to_contain_text(number)
