"""Materials follow an acceptance: promised, put off once, handed in; the case says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.applicants import MATERIALS, attach, follow
from tests.browser.looking import problems
from tests.browser.people import write

LEASE, PLAN = "住所（经营场所）使用证明", "涉及前置许可的场所平面图及安全设施说明"
REASON = "房东外出，租赁合同尚未签章"


@pytest.fixture
def days(page, shortcuts):
    """Days five, six and ten working days from now, for which something is promised."""
    page.goto("/")
    today = page.locator("#demo-as-of").input_value()[:10]
    return [shortcuts.after(today, "zhouwenjing", one) for one in (5, 6, 10)]


def test_what_is_promised_is_put_off_once_and_follows(person, page, shortcuts, days):
    first, plan, later = days
    handed, clerk = shortcuts.hand_in(), person("zhouwenjing")
    accept(clerk, handed.number, first)
    lead = person("wangjianguo").case(handed.number)
    expect(row(lead, LEASE)).to_contain_text(f"容缺，承诺 {first} 前补齐")

    deed(lead, "接受容缺承诺", "登记承诺", {"材料名称": PLAN, "截止日期": plan})
    deed(lead, f"延期补交：{LEASE}", "延期补交", {"延期至": later, "理由": REASON})
    expect(row(lead, PLAN)).to_contain_text(f"容缺，承诺 {plan} 前补齐")
    expect(row(lead, LEASE)).to_contain_text(f"容缺，承诺 {later} 前补齐")
    expect(row(lead, LEASE)).to_contain_text(f"原定 {first}，延期理由：{REASON}")
    expect(lead.get_by_role("button", name=f"延期补交：{LEASE}")).to_have_count(0)
    assert problems(lead) == []
    read_paper(lead)

    hand_in(page, handed)
    lead.reload()
    expect(row(lead, LEASE)).to_contain_text("已按承诺补交")
    expect(row(lead, PLAN)).to_contain_text(f"容缺，承诺 {plan} 前补齐")


def accept(clerk, number, until):
    """The clerk finds all but the lease complete, and takes the promise that it follows."""
    page = clerk.page
    page.goto("/desk")
    page.get_by_role("button", name=f"领取: 接件审查 {number}").click()
    for one in MATERIALS:
        page.locator(f"input[name='verdicts.{one}'][value=complete]").check()
    page.locator("input[name='verdicts.premises_proof'][value=promised]").check()
    page.locator("[id='until.premises_proof']").fill(until)
    page.get_by_label("已核对申请人（代理人）身份").check()
    page.get_by_label("受理", exact=True).check()
    assert problems(page) == []
    clerk.submit()
    page.locator(".flash-success", has_text=number).get_by_role("link", name="打印全部文书").click()
    expect(page.get_by_role("heading", name="容缺受理告知承诺书")).to_be_visible()


def deed(page, opened, done, answers):
    """Do something about a promise in its dialog."""
    page.get_by_role("button", name=opened).click()
    dialog = page.get_by_role("dialog", name=opened)
    for label, answer in answers.items():
        write(dialog, label, answer)
    assert problems(page) == []
    dialog.get_by_role("button", name=done, exact=True).click()
    expect(page.locator(".flash-success")).to_contain_text("已登记承诺")


def read_paper(page):
    """Open the paper that the applicant signs once more."""
    page.get_by_role("link", name="容缺受理告知承诺书（延期）").click()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.go_back()


def hand_in(page, handed):
    """The applicant reads what was promised, and hands the lease in."""
    follow(page, handed)
    expect(page.get_by_role("status").filter(has_text=LEASE)).to_be_visible()
    page.locator("summary", has_text="补交文件").click()
    attach(page, "premises_proof", "租赁合同.pdf")
    page.get_by_role("button", name="补交文件").click()
    expect(page.locator(".flash-success")).to_contain_text("文件已收到")
    expect(page.get_by_role("status").filter(has_text=LEASE)).to_have_count(0)
    assert problems(page) == []


def row(page, material):
    """How a material stands in the list of a case."""
    return page.get_by_role("listitem").filter(has=page.locator(".material", has_text=material))
