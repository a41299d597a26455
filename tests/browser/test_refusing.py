"""A refusal says why, on what ground, and what the applicant may do against it."""

from playwright.sync_api import expect

from tests.browser.applicants import follow
from tests.browser.shortcuts import EXAMINATION, PREREVIEWS

WHY = "住所证明与实际地址不一致，经两次核实仍不能确认"
GROUND = "《市场主体登记管理条例》第十九条；可依法申请行政复议或者提起行政诉讼"
REFUSED = {"核准意见": ("不予设立登记",), "理由": WHY, "法律依据和救济途径": GROUND}


def test_a_refusal_is_reasoned_told_and_delivered(person, page, shortcuts):
    handed = shortcuts.accepted()
    shortcuts.walk(handed.number, *PREREVIEWS, EXAMINATION)

    person("zhangzhiyuan").do("设立登记核准", handed.number, REFUSED)
    clerk = person("hanlei")
    today = clerk.page.locator("#demo-as-of").input_value()[:10]
    sent = {"送达方式": ("邮寄送达",), "邮件单号": "EMS1234567890", "送达日期": today}
    clerk.do("送达不予许可决定", handed.number, sent)

    follow(page, handed)
    expect(page.get_by_text("不予许可").first).to_be_visible()
    page.get_by_role("link", name="不予行政许可决定书").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text("行政复议").first).to_be_visible()
