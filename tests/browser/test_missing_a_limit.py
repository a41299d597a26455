"""A department is silent: its card is answered and taken off, its opinion comes late."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.people import move_clock

EXAMINED = {"proposal": "agree", "remarks": "材料属实，符合规定条件"}
STEP = "前置许可核准（超时默认同意）"
RULE = "部门意见超时默认"


@pytest.fixture
def silent(person, shortcuts):
    """An official of commerce, and the number of a case they did not answer in time."""
    number = shortcuts.accepted(industries=["pawnshop"], business_scope="典当业务").number
    shortcuts.walk(number, ("examine_pre_approval", "songweimin", EXAMINED))
    official = person("tangqian")
    page = official.case(number)
    last = page.locator("li", has_text=STEP).locator(".why-link").first.inner_text()
    today = date.fromisoformat(page.locator("#demo-as-of").input_value()[:10])
    move_clock(page, days=(date.fromisoformat(last) - today).days + 1)
    return official, number


def test_a_card_of_the_clock_is_answered_appealed_against_and_taken_off(silent, person):
    page, number = silent[0].page, silent[1]
    page.goto("/cards?mine=1&level=yellow")
    page.get_by_role("row", name=number).get_by_role("link", name=RULE).click()
    say(page, "答复", "原因说明和改正情况", "经办人培训，未及时交接，已补派人员")
    say(page, "申诉", "理由", "当日本部门公告停办，请予摘牌")

    supervisor = person("caishoucheng").page
    supervisor.goto(page.url)
    say(supervisor, "摘牌", "理由", "经核实，当日确已公告停办")

    expect(supervisor.locator(".page-head")).to_contain_text("已摘牌")
    supervisor.locator("li", has_text="摘牌").get_by_role("link").click()
    expect(supervisor.locator("body")).to_contain_text("经核实，当日确已公告停办")


def test_a_late_opinion_stands_beside_what_silence_counted_for(silent, person):
    page, number = silent[0].page, silent[1]
    page.goto("/inbox")
    page.locator("li", has_text=number).get_by_role("link", name=STEP).click()
    page.get_by_label("意见", exact=True).select_option(label="不同意")
    page.get_by_label("理由").fill("注册资本低于典当行的最低限额")
    page.get_by_role("button", name="补交意见").click()
    expect(page.locator(".flash-success")).to_contain_text("意见已补交")

    lead = person("zhangzhiyuan").case(number)
    opinion = lead.locator("li", has_text="超时默认同意").filter(has_text="商务局").first
    expect(opinion).to_contain_text("注册资本低于典当行的最低限额")


def say(page, deed, label, words):
    """Do something about a card, with words; a hand that clicks twice does it once."""
    page.get_by_role("button", name=deed, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(label).fill(words)
    dialog.get_by_role("button", name=deed, exact=True).dblclick()
    expect(page.locator(".flash-success")).to_contain_text(deed)
    expect(page.locator("li", has_text=words)).to_have_count(1)
