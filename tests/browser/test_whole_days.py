"""Whole days of a lead officer, a co-approver and a coordinator; everybody can use every page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers
from tests.browser.people import agree, fill
from tests.browser.shortcuts import EXAMINATION, PREREVIEWS

HOTEL = {"industries": ["hotel"], "premises_area": 860}
SITE = {"审查建议": ("建议同意",), "审查意见": "已审查图纸，现场符合要求"}
APPROVED = {"核准意见": ("准予设立登记",), "统一社会信用代码": "91330108MA2KABCD1Y"}
WHY = "经营范围表述与章程第三条不一致"


@pytest.fixture
def seen():
    """Looks at a page that was come to: ``seen(page, "联办台")`` by its heading."""
    found = []

    def look(page, heading):
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        found.extend(f"{heading}: {one}" for one in barriers(page))

    yield look
    assert not found


def test_a_lead_officer_urges_returns_and_decides(person, shortcuts, seen):
    number = shortcuts.accepted().number
    lead = person("zhangzhiyuan")
    page = lead.page
    page.goto("/board")
    seen(page, "联办台")
    page.get_by_role("row", name=re.compile(number)).get_by_role("link").first.click()
    seen(page, "联办台")
    urge(page, "税务局")

    shortcuts.walk(number, *PREREVIEWS, EXAMINATION)
    lead.claim("设立登记核准", number)
    seen(page, "设立登记核准")
    send_back(page, seen)
    shortcuts.walk(number, EXAMINATION)

    lead.do("设立登记核准", number, APPROVED)
    page.goto(f"/cases/{number}/board")
    expect(page.get_by_text("张志远").first).to_be_visible()


def test_a_co_approver_goes_from_one_opinion_to_the_next(person, shortcuts, seen):
    first, second = (shortcuts.accepted(**HOTEL).number for _ in range(2))
    co = person("dengkai")
    page = co.page
    page.goto("/inbox?view=claimable")
    seen(page, "待办")
    co.claim("前置许可审查", first)
    seen(page, "前置许可审查")
    before = page.url
    fill(page, SITE)
    page.get_by_role("button", name="提交并办理下一件").click()
    co.agree("提交")

    expect(page.locator(".flash-success")).to_contain_text(first)
    expect(page).to_have_url(re.compile("/tasks/"))
    expect(page).not_to_have_url(before)
    co.do("前置许可审查", second, SITE)
    page.goto("/inbox?view=done")
    seen(page, "待办")
    for number in (first, second):
        expect(page.get_by_text(number).first).to_be_visible()
    page.goto(f"/cases/{first}/board")
    seen(page, "联办台")


def test_a_coordinator_sees_the_load_assigns_and_urges(person, shortcuts, seen):
    number = shortcuts.accepted().number
    page = person("yuanmingde").page
    page.goto("/load")
    seen(page, "部门办件负荷")
    page.get_by_role("row", name=re.compile("^税务局")).get_by_role("link").first.click()
    seen(page, "税务局")
    page.get_by_role("row", name=re.compile(number)).get_by_role("link").first.click()
    seen(page, "税务登记预审")
    assign(page, "徐长青")

    page.goto(f"/cases/{number}/board")
    expect(cell(page, "税务局")).to_contain_text("徐长青")
    urge(page, "税务局")

    other = person("xuchangqing").page
    other.goto(f"/inbox?view=mine&q={number}")
    expect(other.get_by_text("已催办 1 次").first).to_be_visible()
    seen(other, "待办")


def cell(page, department):
    """The cell of a board in which a department is asked now."""
    return page.get_by_role("row").filter(has_text=department).locator("[data-cell]").last


def urge(page, department):
    """Urge a department from the board."""
    page.get_by_role("button", name=re.compile(f"^催办: {department}")).first.click()
    agree(page, "催办")
    expect(page.locator(".flash-success")).to_be_visible()
    expect(cell(page, department)).to_contain_text("已催办 1 次")


def assign(page, name):
    """Give the task of the page to somebody."""
    page.get_by_role("button", name="分派", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("接办人").select_option(label=name)
    dialog.get_by_role("button", name="分派", exact=True).click()
    expect(page.locator(".flash-success")).to_be_visible()


def send_back(page, seen):
    """Return the examination, after looking at what that will do."""
    page.get_by_role("link", name="退回前序环节").click()
    seen(page, re.compile("设立登记核准"))
    page.get_by_label("设立登记审查").check()
    expect(page.locator("#will")).to_have_attribute("data-target", "examine_registration")
    page.get_by_label("退回理由").fill(WHY)
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator(".flash-success")).to_be_visible()
