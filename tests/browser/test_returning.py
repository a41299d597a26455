"""A head returns a case: chosen on the diagram, told before, seen by whoever is asked again."""

from playwright.sync_api import expect

from tests.browser.shortcuts import EXAMINATION, PREREVIEWS

WHY = "经营范围表述与章程第三条不一致"


def test_a_head_sends_an_examination_back_and_gets_the_task_again(person, shortcuts):
    number = shortcuts.accepted().number
    shortcuts.walk(number, *PREREVIEWS, EXAMINATION)
    head = person("zhangzhiyuan")
    head.claim("设立登记核准", number)
    page = head.page
    page.get_by_role("link", name="退回前序环节").click()
    choose_on_the_diagram(page)
    page.get_by_label("退回理由").fill(WHY)
    page.get_by_label("办完直接回到本环节").check()
    expect(page.locator("#will")).to_contain_text("该环节办完后直接回到您手中")
    expect(page.get_by_label("退回理由")).to_have_value(WHY)
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator(".flash-success")).to_contain_text(number)

    examine_again(person("wangjianguo"), number)

    page.goto(f"/inbox?view=mine&q={number}")
    expect(page.get_by_role("link", name="设立登记核准", exact=True)).to_be_visible()


def choose_on_the_diagram(page):
    """Click another step, and come back to the one that is meant."""
    expect(page.locator("[data-shown]")).to_be_visible()
    page.get_by_label("税务登记预审").check()
    expect(page.locator("#will")).to_have_attribute("data-target", "prereview_tax")
    expect(page.locator(".djs-element.is-target")).to_have_attribute(
        "data-element-id", "prereview_tax"
    )
    page.locator("[data-element-id=examine_registration]").first.scroll_into_view_if_needed()
    page.get_by_label("设立登记审查").check()
    expect(page.locator(".djs-element.is-cancelled")).to_have_attribute(
        "data-element-id", "approve_registration"
    )


def examine_again(examiner, number):
    """Read why it came back, and examine once more."""
    examiner.claim("设立登记审查", number)
    page = examiner.page
    expect(page.locator(".flash-warning")).to_contain_text(WHY)
    for said in ("申请材料齐全、符合法定形式", "名称与核准一致", "建议准予登记"):
        page.get_by_label(said).check()
    page.get_by_label("审查意见").fill("已核对章程第三条，表述一致")
    examiner.submit()
    expect(page.locator(".flash-success")).to_contain_text(number)
