"""A case is passed on to be read: opening it is reading it; an urge is seen by opening the task."""

from playwright.sync_api import expect

from tests.browser.applicants import follow
from tests.browser.people import agree


def test_opening_a_case_one_has_a_copy_of_is_reading_it(person, shortcuts):
    number = shortcuts.accepted().number
    sender, reader = person("lixuemei").page, person("luojun").page
    sender.goto(f"/cases/{number}/copies")
    sender.locator("summary", has_text="银行服务窗口").click()
    sender.get_by_label("罗军").check()
    sender.get_by_role("button", name="抄送", exact=True).click()
    expect(sender.get_by_text("未阅")).to_be_visible()

    reader.goto("/inbox/copies")
    with reader.expect_response(f"**/cases/{number}/copies/read"):
        reader.get_by_role("link", name="企业设立联合审批").first.click()

    sender.reload()
    expect(sender.get_by_text("已阅", exact=True)).to_be_visible()


def test_an_applicant_urges_and_sees_that_it_was_seen(person, shortcuts, page):
    handed = shortcuts.accepted()
    follow(page, handed)
    page.get_by_role("button", name="催办").click()
    expect(page.get_by_text("尚未查看")).to_be_visible()

    clerk = person("xuchangqing")
    with clerk.page.expect_response("**/urges/read"):
        clerk.open_task("税务登记预审", handed.number)

    page.reload()
    expect(page.get_by_text("承办人员已阅")).to_be_visible()


def test_the_lead_urges_from_a_cell_of_the_board(person, shortcuts):
    page = person("lixuemei").page
    page.goto(f"/cases/{shortcuts.accepted().number}/board")

    page.get_by_role("button", name="催办: 税务局 税务登记预审").click()
    agree(page, "催办")

    expect(page.get_by_text("已催办 1 次")).to_be_visible()
