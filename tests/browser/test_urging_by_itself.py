"""The clock urges whoever is late, as the item says; it is seen, counted and told."""

from datetime import date

from playwright.sync_api import expect

from tests.browser.looking import problems
from tests.browser.people import move_clock_to
from tests.browser.rules import decide, open_rules

STEP, OFFICIAL = "税务登记预审", "徐长青"


def test_the_clock_urges_whoever_is_late_and_it_is_seen_and_counted(person, shortcuts):
    page = person("chengxiao").page
    open_rules(page)
    page.get_by_label("环节超期后第几个工作日自动催办").fill("1")
    decide(page, "环节超期较多")
    number = shortcuts.accepted().number
    official = person("xuchangqing")
    let_be_late(official, number, shortcuts)

    page = official.page
    expect(page.get_by_role("row", name=number)).to_contain_text("已催办 1 次")
    assert problems(page) == []
    with page.expect_response("**/urges/read"):
        page.get_by_role("link", name=STEP, exact=True).click()
    expect(urge(page)).to_contain_text("尚未查看")
    assert problems(page) == []

    lead = person("zhangzhiyuan").case(number)
    asked = lead.get_by_role("listitem").filter(has_text=f"{OFFICIAL} 办理中")
    expect(asked).to_contain_text("已催办 1 次")
    asked.get_by_role("link", name=STEP).click()
    expect(urge(lead)).to_contain_text(f"{OFFICIAL}已查看")


def let_be_late(official, number, shortcuts):
    """Claim a task, and stand in the inbox on the day on which the clock urges."""
    official.claim(STEP, number)
    last = official.page.locator(".page-head .why-link").inner_text()
    official.page.goto(f"/inbox?view=mine&q={number}")
    after = shortcuts.after(last, official.username, 1)
    move_clock_to(official.page, date.fromisoformat(after))


def urge(page):
    """The note at a task that it was urged by nobody but the clock."""
    return page.locator(".flash-warning", has_text="自动催办")
