"""A correction is told once, answered by the applicant, and accepted as of the day it came."""

import re

from playwright.sync_api import expect

from tests.browser.applicants import MATERIALS, attach, follow
from tests.browser.people import agree, group, move_clock, move_clock_to_next_morning

WRONG = {
    "公司章程": ("不符合", "章程第五条出资比例与申请表不一致，请更正"),
    "住所（经营场所）使用证明": ("缺少", "租赁合同缺少出租方签章，请补盖后重新提交"),
}


def test_what_is_corrected_is_accepted_as_of_the_day_it_was_complete(person, page, shortcuts):
    handed, clerk = shortcuts.hand_in(), person("zhouwenjing")

    tell_once(clerk, handed.number)
    follow(page, handed)
    complete_on = reply(page)
    clerk.page.reload()
    move_clock(clerk.page, days=1)
    accept(clerk, handed.number)

    page.reload()
    accepted = page.locator("dl.facts div", has_text="受理日期").locator("dd")
    expect(accepted).to_have_text(complete_on)
    clerk.case(handed.number)
    expect(clerk.page.get_by_text("第 2 版").first).to_be_visible()
    expect(clerk.page.get_by_role("link", name="新章程.pdf")).to_be_visible()


def tell_once(clerk, number):
    """The clerk judges every material and asks for everything at once."""
    page = clerk.page
    page.goto("/desk")
    page.get_by_role("button", name=f"领取: 接件审查 {number}").click()
    for one in MATERIALS:
        page.locator(f"input[name='verdicts.{one}'][value=complete]").check()
    for material, (verdict, note) in WRONG.items():
        group(page, material).get_by_label(verdict, exact=True).check()
        group(page, material).get_by_role("textbox", name=re.compile("^缺什么")).fill(note)
    page.get_by_label("已核对申请人（代理人）身份").check()
    page.get_by_label("一次性告知补正", exact=True).check()
    clerk.submit()
    expect(page.locator(".flash-success")).to_contain_text(number)
    expect(page.get_by_role("link", name=f"录入补正: {number}")).to_be_visible()


def reply(page):
    """The applicant reads what is wrong and sends a new version, on a later day."""
    complete_on = move_clock_to_next_morning(page).strftime("%Y-%m-%d")
    page.get_by_role("link", name="立即办理").click()
    for _, note in WRONG.values():
        expect(page.get_by_text(note)).to_be_visible()
    page.get_by_label(re.compile("^经营范围")).fill("预包装食品销售；茶叶销售")
    attach(page, "articles", "新章程.pdf")
    attach(page, "premises_proof", "租赁合同.pdf")
    page.get_by_role("button", name="提交", exact=True).first.click()
    agree(page, "提交")
    expect(page.locator(".flash-success")).to_be_visible()
    return complete_on


def accept(clerk, number):
    """The clerk looks at what was corrected, and at nothing else."""
    clerk.page.goto("/desk")
    clerk.page.get_by_role("button", name=f"领取: 审查补正材料 {number}").click()
    clerk.page.get_by_label("已按要求补正，予以受理").check()
    clerk.submit()
    expect(clerk.page.locator(".flash-success")).to_contain_text(number)
