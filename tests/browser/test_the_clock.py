"""A visitor moves the clock of the demo office, and what the law makes of time happens."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.browser.applicants import follow
from tests.browser.people import move_clock


def test_silence_of_the_window_accepts_from_the_day_of_receipt(page, shortcuts):
    handed = shortcuts.hand_in()
    follow(page, handed)
    said = fact(page, "收到时间").inner_text()
    received = re.findall(r"\d{4}-\d\d-\d\d", said)[-1]  # after hours it counts later

    move_clock(page, days=20)

    expect(fact(page, "受理日期")).to_have_text(received)
    page.get_by_role("link", name="受理通知书").click()
    expect(page.get_by_text("自收到申请材料之日起即为受理")).to_be_visible()


def test_a_light_turns_yellow_and_then_red(person, shortcuts):
    number = shortcuts.accepted().number
    page = person("wangjianguo").case(number)
    promised = date.fromisoformat(fact(page, "承诺办结").locator(".number").inner_text())
    light = page.locator(".page-head .mark:not(.mark-provisional)").last
    expect(light).to_have_text("正常")

    today = date.fromisoformat(page.locator("#demo-as-of").input_value()[:10])
    move_clock(page, days=(promised - today).days)
    expect(light).to_have_text("临期")

    move_clock(page, days=1)
    expect(light).to_have_text("超期")


def fact(page, name):
    """Return one of the facts about a case."""
    return page.locator("dl.facts div", has_text=name).first.locator("dd")
