"""What was not taken is asked again where it was asked, with everything that was typed."""

import re

from playwright.sync_api import expect

from tests.browser.people import agree, enter

WORDS = "股东签名与身份证明不一致，签批时请核对"
STEP = "设立登记预审"


def test_a_dialog_that_was_not_taken_comes_back_above_the_page_at_what_is_wrong(person, shortcuts):
    page = person("wangjianguo").case(shortcuts.accepted().number)
    page.get_by_role("button", name="暂停计时").click()
    dialog = page.get_by_role("dialog", name="暂停计时")
    dialog.get_by_label("法定事由").select_option("expert_review")
    dialog.get_by_label("计划工作日数").fill("500")
    dialog.get_by_label("理由").fill("专家评审")
    dialog.get_by_role("button", name="查看变动").click()

    days = dialog.get_by_label("计划工作日数")
    expect(days).to_be_focused()
    expect(days).to_have_accessible_description(re.compile("不能是 500 个"))
    assert dialog.evaluate("dialog => dialog.matches(':modal')")
    expect(dialog.get_by_label("理由")).to_have_value("专家评审")

    dialog.get_by_role("button", name="返回").click()
    page.get_by_role("alert").get_by_role("link", name="不能是 500 个").click()
    expect(days).to_be_focused()


def test_without_a_script_a_refused_dialog_stands_open_with_what_was_typed(person, shortcuts):
    number = shortcuts.accepted().number
    page = person("wangjianguo", java_script_enabled=False).case(number)
    form = page.locator("#pause form")
    form.evaluate("form => { form.parentElement.open = true }")
    form.get_by_label("计划工作日数").fill("500")
    form.get_by_label("理由").fill("专家评审")
    form.get_by_role("button", name="查看变动").click()

    expect(page.get_by_role("dialog", name="暂停计时")).to_contain_text("不能是 500 个")
    expect(page.locator("#pause-reason")).to_have_value("专家评审")


def test_what_was_written_is_there_again_though_the_sign_in_had_ended(person, shortcuts):
    official, number = person("wangjianguo"), shortcuts.accepted().number
    page = submit_signed_out(official, number)

    expect(page.get_by_role("status")).to_contain_text("已填写的内容已暂存")
    official.enter()
    expect(page.get_by_label("需要注意的问题")).to_have_value(WORDS)
    official.submit()
    expect(page.locator(".flash-success")).to_contain_text(number)


def test_a_colleague_at_the_same_browser_sees_none_of_it(person, shortcuts, passwords):
    page = submit_signed_out(person("wangjianguo"), shortcuts.accepted().number)
    enter(page, "lixuemei", passwords["lixuemei"])

    expect(page.get_by_role("heading", name=STEP, level=1)).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator("main")).not_to_contain_text(WORDS)
    assert page.evaluate("sessionStorage.getItem('kept')") is None


def submit_signed_out(official, number):
    """Write a long answer, lose the sign-in meanwhile, and send it."""
    official.claim(STEP, number)
    page = official.page
    page.get_by_label("有需要签批时注意的问题").check()
    expect(page.get_by_label("需要注意的问题")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("需要注意的问题").fill(WORDS)
    page.get_by_role("button", name="提交", exact=True).click()
    agree(page, "提交")
    return page
