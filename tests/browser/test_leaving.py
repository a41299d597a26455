"""Applicants withdraw; staff leave, are shut out, and find nothing left behind in the browser."""

import re

from playwright.sync_api import expect

from tests.browser.applicants import follow
from tests.browser.people import agree


def test_an_applicant_withdraws_and_every_open_step_ends(person, page, shortcuts):
    handed = shortcuts.accepted()
    follow(page, handed)

    page.locator("summary", has_text="撤回申请").click()
    page.get_by_label(re.compile("^理由")).fill("股东调整投资计划")
    page.locator("#sure").check()
    page.get_by_role("button", name="撤回", exact=True).click()

    expect(page.locator(".flash-success")).to_contain_text("申请已撤回")
    case = person("wangjianguo").case(handed.number)
    expect(case.get_by_text("办件已办结，无待办。")).to_be_visible()


def test_after_leaving_the_way_back_shows_nothing(person, shortcuts):
    number = shortcuts.hand_in().number
    clerk = person("zhouwenjing")
    clerk.case(number)

    clerk.sign_out()
    clerk.page.go_back()

    expect(clerk.page.get_by_role("heading", name="工作人员登录")).to_be_visible()
    expect(clerk.page.get_by_text(number)).to_have_count(0)


def test_a_person_whose_password_was_replaced_is_shut_out_at_once(person):
    clerk, administrator = person("tangqian"), person("chengxiao").page
    administrator.goto("/admin/people")
    administrator.get_by_role("link", name="唐倩").click()

    administrator.get_by_role("button", name="重置初始密码").first.click()
    agree(administrator, "重置初始密码")
    expect(administrator.locator(".first-password")).to_be_visible()
    clerk.page.get_by_role("link", name="办件", exact=True).click()

    expect(clerk.page.get_by_role("heading", name="工作人员登录")).to_be_visible()


def test_a_wrong_password_is_told_without_saying_which_half_is_wrong(page):
    page.goto("/signin")
    page.get_by_label("用户名").fill("zhouwenjing")
    page.get_by_label("密码", exact=True).fill("not-the-password")
    page.get_by_role("button", name="登录", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不正确")
    expect(page.get_by_label("用户名")).to_have_value("zhouwenjing")


def test_everybody_can_read_the_office_in_english(page):
    page.goto("/items")

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", name="What you can apply for")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="办事事项")).to_be_visible()
