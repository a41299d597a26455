"""An immediate item at the counter: two clicks after the form, and its papers can be printed."""

from playwright.sync_api import expect

from tests.browser.people import agree, fill

LOST = {
    "名称": "滨江荷塘茶业有限公司",
    "统一社会信用代码": "91330108MA2KABCD1Y",
    "补领原因": ("遗失",),
    "公示系统作废声明编号": "ZF20260302008",
    "补领内容": ("正本", "副本"),
    "经办人姓名": "何清荷",
    "经办人身份证号码": "330108198806152345",
    "申请人承诺": True,
}
PAPERS = ("申请材料接收凭证", "受理通知书", "准予补发营业执照通知书", "送达回证")


def test_a_licence_is_issued_again_in_two_clicks_after_the_form(person):
    page = person("zhouwenjing").page
    write(page)

    page.get_by_role("button", name="当场办结").first.click()
    agree(page, "当场办结")

    expect(page.get_by_role("heading", name="已当场办结")).to_be_visible()
    page.get_by_role("link", name="打印全部文书").click()
    expect(page.locator(".sheet h1")).to_have_text(PAPERS)


def test_another_answer_leaves_the_straight_way(person):
    page = person("zhouwenjing").page
    write(page)
    page.get_by_label("一次性告知补正", exact=True).check()
    expect(page.get_by_role("heading", name="当场审批")).to_be_hidden()
    point = "steps.check_materials.points.0"
    page.locator(f"[id='{point}.material']").select_option(label="授权委托书（委托办理的）")
    page.locator(f"[id='{point}.what']").fill("授权委托书未加盖公章，请补盖后提交")

    page.get_by_role("button", name="当场办结").first.click()
    agree(page, "当场办结")

    expect(page.get_by_role("heading", name="已接件，尚未办结")).to_be_visible()
    expect(page.get_by_text("补正材料通知书")).to_be_visible()


def test_what_was_written_outlasts_the_sign_in_and_a_change_of_language(person):
    clerk = person("zhouwenjing")
    page, notice = clerk.page, "[id='answers.notice_number']"
    write(page)
    page.context.clear_cookies()

    page.get_by_role("button", name="当场办结").first.click()
    agree(page, "当场办结")
    expect(page.get_by_role("status")).to_contain_text("已填写的内容已暂存")
    clerk.enter()
    expect(page.locator(notice)).to_have_value(LOST["公示系统作废声明编号"])

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Settle it now").first).to_be_visible()
    expect(page.locator(notice)).to_have_value(LOST["公示系统作废声明编号"])


def write(page):
    """Open the counter from the desk and write the application."""
    page.goto("/desk")
    page.get_by_role("link", name="营业执照遗失（毁坏）补领").click()
    page.locator("[id='applicant.name']").fill("滨江荷塘茶业有限公司")
    fill(page, LOST)
