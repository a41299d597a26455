"""The lead calls a joint meeting, a department answers, and its minutes are a paper."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.people import group, move_clock
from tests.usecases.desk import HOTEL

SIZES = [(1440, 900), (390, 844)]
FIRE, ECOLOGY = "消防救援大队", "生态环境局"


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_a_meeting_goes_from_its_invitation_to_its_minutes(person, shortcuts, size):
    options = {"viewport": {"width": size[0], "height": size[1]}}
    lead, fire = person("wangjianguo", **options), person("zenghui", **options)
    number = shortcuts.accepted(**HOTEL).number
    begins = f"{shortcuts.working_day(number, 'wangjianguo', 3)}T09:30"

    called = call(lead.case(number), begins)
    answer(fire.page, called)
    hold(lead.page, called, begins)

    lead.page.get_by_role("link", name="查看纪要").click()
    paper = lead.page.locator("body")
    for said in ("联审会议纪要", "选址符合规划", "疏散宽度符合标准", "应到部门2个，实到1个"):
        expect(paper).to_contain_text(said)
    fire.page.goto(called)
    expect(fire.page.get_by_role("link", name="查看纪要")).to_be_visible()


def call(page, begins):
    """Invite two departments, one of them new to the case; return where the meeting is found."""
    page.get_by_role("link", name="召集联审会议或者联合踏勘").click()
    page.get_by_label("联审会议", exact=True).check()
    page.get_by_label("开始时间").fill(begins)
    page.get_by_label("地点").fill("三楼会议室")
    page.get_by_label("议题或者踏勘内容").fill("选址与疏散")
    page.get_by_label(FIRE, exact=True).check()
    page.get_by_text("尚未参与本办件的部门").click()
    page.get_by_label(ECOLOGY, exact=True).check()
    page.get_by_role("button", name="发出邀请").click()
    expect(page.get_by_role("heading", name="联审会议", level=1)).to_be_visible()
    return page.url


def answer(page, called):
    """Find the invitation among the notices and say that one comes."""
    page.goto("/notices")
    expect(page.get_by_text("参加联审会议").first).to_be_visible()
    page.goto(called)
    page.get_by_role("button", name="参加", exact=True).click()
    expect(page.locator(".flash-success")).to_be_visible()


def hold(page, called, begins):
    """Once it has begun, note who came, and close it with its minutes."""
    page.goto(called)
    now = datetime.fromisoformat(page.locator("#demo-as-of").input_value())
    wait = datetime.fromisoformat(begins) - now
    move_clock(page, seconds=wait.total_seconds() + 3600)
    page.goto(called)
    group(page, ECOLOGY).get_by_label("缺席", exact=True).check()
    page.get_by_role("button", name="登记到会情况").click()
    page.get_by_label("会议议定事项").fill("选址符合规划")
    group(page, FIRE).get_by_label("意见", exact=True).select_option(label="同意")
    group(page, FIRE).get_by_label("发言要点").fill("疏散宽度符合标准")
    page.get_by_role("button", name="形成纪要并结束").click()
    page.get_by_role("dialog").get_by_role("button", name="确认结束").click()
    expect(page.get_by_role("link", name="查看纪要")).to_be_visible()
