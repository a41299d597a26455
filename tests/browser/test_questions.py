"""An official asks the applicant without returning the case, who answers with number and code."""

import pytest
from playwright.sync_api import expect

from tests.browser.applicants import follow
from tests.browser.looking import barriers
from tests.browser.people import agree
from tests.usecases.desk import HOTEL

SIZES = [(1440, 900), (390, 844)]
STEP = "组织机构代码预审"
ASKED = "请说明旅馆客房总数，以及是否设置独立疏散楼梯。"
TOLD = "客房共32间，设有两部独立疏散楼梯。"


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_the_applicant_answers_a_question_with_the_code(new_page, person, shortcuts, size):
    options = {"viewport": {"width": size[0], "height": size[1]}}
    official, applicant = person("wuhaitao", **options), new_page(**options)
    handed = shortcuts.accepted(**HOTEL)
    official.claim(STEP, handed.number)

    ask(official.page)
    follow(applicant, handed)
    answer(applicant)

    official.page.reload()
    expect(official.page.locator("#questions")).to_contain_text(TOLD)
    expect(official.page.locator("#questions")).not_to_contain_text("本环节时限暂停")
    assert barriers(official.page) == []


def ask(page):
    """Ask the applicant from the page of the task; the limit of the step stands meanwhile."""
    page.get_by_role("button", name="询问", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("询问对象").select_option("applicant")
    dialog.get_by_label("询问内容").fill(ASKED)
    dialog.get_by_role("checkbox").check()
    assert barriers(page) == []
    agree(page, "提出询问")
    expect(page.locator("#questions")).to_contain_text(ASKED)
    expect(page.locator("#questions")).to_contain_text("本环节时限暂停")


def answer(page):
    """Read on the page of the case what is asked, and answer it there."""
    asked = page.locator("#questions")
    expect(asked).to_contain_text(ASKED)
    assert barriers(page) == []
    asked.get_by_label("您的答复").fill(TOLD)
    asked.get_by_role("button", name="提交答复").click()
    expect(page.locator(".flash-success")).to_be_visible()
    expect(page.locator("#questions")).to_contain_text("已答复")
