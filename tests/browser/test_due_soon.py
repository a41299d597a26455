"""An official learns in time what ends: in the list of what is due, and in a calendar."""

from playwright.sync_api import expect

from tests.browser.people import move_clock

STEP = "税务登记预审"


def test_what_ends_is_listed_and_read_by_a_calendar(person, shortcuts):
    number = shortcuts.accepted().number
    official = person("xuchangqing")
    page = official.page
    move_clock(page, days=1)
    official.claim(STEP, number)

    page.get_by_role("navigation", name="主导航").get_by_role("link", name="即将到期").click()
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text("环节时限")

    page.goto("/calendar-feed")
    page.get_by_role("button", name="生成订阅地址").click()
    address = page.locator(".feed-address").inner_text()
    assert f"SUMMARY:{STEP} {number}".encode() in page.request.get(address).body().replace(
        b"\r\n ", b""
    )
