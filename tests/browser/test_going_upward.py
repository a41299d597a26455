"""A department says that its matter must go upward, the lead reports it, and the reply comes."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers
from tests.browser.people import agree, fill
from tests.usecases.desk import HOTEL

SIZES = [(1440, 900), (390, 844)]
STEP, DEPARTMENT, LEAD = "前置许可核准", "zenghui", "wangjianguo"
ABOVE, TOLD = "临江市消防救援支队", "同意该旅馆消防安全检查结论。"
WHY = "依照规定由上级消防救援机构决定，须报请其审批"
EXAMINED = {"proposal": "go_upward", "remarks": "已核查现场，依法由上级机关决定"}


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_an_opinion_goes_upward_and_its_reply_comes_back(person, shortcuts, size):
    options = {"viewport": {"width": size[0], "height": size[1]}}
    department, lead = person(DEPARTMENT, **options), person(LEAD, **options)
    number = shortcuts.accepted(**HOTEL).number
    shortcuts.walk(number, ("examine_pre_approval", "pengchao", EXAMINED))
    department.claim(STEP, number)

    say(department.page)
    report(lead.case(number))
    reply(lead.page)

    department.page.reload()
    expect(department.page.locator("#questions")).to_contain_text(TOLD)
    assert barriers(department.page) == []
    fill(department.page, {"部门意见": ("同意",)})
    expect(department.page.get_by_label("理由和法律依据")).to_be_hidden()
    department.submit()
    expect(department.page.locator(".flash-success")).to_contain_text(number)


def say(page):
    """Choose the opinion; before it is sent one reads that the step waits, and so it does."""
    fill(page, {"办理": ("签署意见",), "部门意见": ("须报上级",), "理由和法律依据": WHY})
    page.get_by_role("button", name="提交", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("提交后本环节等待：意见先送牵头部门")
    expect(dialog.get_by_text("提交后办件立即流转")).to_be_hidden()
    assert barriers(page) == []
    agree(page, "提交")
    expect(page.locator("#questions")).to_contain_text("该环节等待中")
    expect(page.get_by_role("heading", name=STEP, level=1)).to_be_visible()


def report(page):
    """The lead takes the matter up from the page of the case, and notes that it was sent."""
    asked = page.locator("#questions, [id^=question-]").filter(has_text=WHY).first
    expect(asked).to_contain_text("须报上级")
    page.get_by_role("button", name="报请上级").click()
    page.get_by_role("dialog").get_by_label("上级机关名称").fill(ABOVE)
    assert barriers(page) == []
    agree(page, "报请")
    page.get_by_role("button", name="登记已转报").click()
    expect(page.locator(".flash-success")).to_contain_text("已登记转报上级机关")


def reply(page):
    """The lead records what the authority above replied, and when it came in."""
    page.get_by_role("button", name="登记上级答复").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("答复", exact=True).fill(TOLD)
    today = page.locator("#demo-as-of").input_value().partition("T")[0]
    dialog.get_by_label("收到答复的日期").fill(today)
    assert barriers(page) == []
    agree(page, "提交答复")
    expect(page.locator("main")).to_contain_text(TOLD)
