"""The desk of the legal clock: sent twice it is done once, it needs no mouse, and it prints."""

from playwright.sync_api import expect

from tests.browser.test_the_keyboard import press

LEAD, GOVERNMENT_HEAD = "wangjianguo", "heyuanzheng"
A4 = {"width": 794, "height": 1123}


def test_what_is_sent_twice_is_done_once(person, shortcuts):
    page = person(LEAD).case(shortcuts.accepted().number)
    ask(page, "暂停计时", 计划工作日数="10", 理由="专家评审")
    page.get_by_role("button", name="确认").dblclick()
    expect(page.locator(".flash-success")).to_contain_text("暂停计时")
    expect(page.get_by_role("button", name="恢复计时")).to_have_count(1)

    page.get_by_role("button", name="恢复计时").click()
    page.get_by_role("dialog").get_by_role("button", name="查看变动").click()
    page.get_by_role("button", name="确认").dblclick()
    expect(page.locator(".flash-success")).to_contain_text("恢复计时")
    expect(page.get_by_text("专家评审", exact=True)).to_have_count(1)  # the reason of one pause


def test_a_limit_is_extended_once_though_two_pages_confirm_it(person, shortcuts):
    page = person(LEAD).case(shortcuts.accepted().number)
    case, other = page.url, page.context.new_page()
    for one in (page, other):
        one.goto(case)
        ask(one, "延长期限", 延长工作日数="5", 理由="案情复杂", 批准人=GOVERNMENT_HEAD)
    page.get_by_role("button", name="确认").dblclick()
    expect(page.locator(".flash-success")).to_contain_text("延长期限")

    other.get_by_role("button", name="确认").click()

    expect(other.get_by_role("alert")).to_be_visible()
    expect(other.get_by_role("button", name="延长期限")).to_have_count(0)


def test_the_clock_is_stopped_by_keys_alone(person, shortcuts):
    page = person(LEAD).case(shortcuts.accepted().number)
    press(page, page.get_by_role("button", name="暂停计时"), "Enter")
    dialog = page.get_by_role("dialog", name="暂停计时")
    press(page, dialog.get_by_label("计划工作日数"), "1")
    press(page, dialog.get_by_label("理由"), "1")
    press(page, dialog.get_by_role("button", name="查看变动"), "Enter")
    press(page, page.get_by_role("button", name="确认"), "Enter")

    expect(page.locator(".flash-success")).to_contain_text("暂停计时")


def test_the_calendar_and_the_reason_of_a_date_print_as_tables(person, shortcuts):
    page = person(LEAD).case(shortcuts.accepted().number)
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    page.goto(f"{page.url}/why/promised")
    expect(page.get_by_role("row", name="计入合计")).to_be_visible()
    expect(page.locator(".topbar")).to_be_hidden()

    page.goto("/calendar?year=2026")
    row = page.locator(".list-table tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    expect(page.locator(".topbar")).to_be_hidden()


def ask(page, deed, **answers):
    """Ask for a deed in its dialog, and look at what would move."""
    page.get_by_role("button", name=deed).click()
    dialog = page.get_by_role("dialog", name=deed)
    for label, answer in answers.items():
        dialog.get_by_label(label).fill(answer)
    dialog.get_by_role("button", name="查看变动").click()
    expect(page.get_by_text("以下期限将随之变动")).to_be_visible()
