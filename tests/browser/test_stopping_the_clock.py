"""The lead stops the clock of a case, sees what moves before it does, and lets it go on."""

import pytest
from playwright.sync_api import expect

SIZES = [(1440, 900), (390, 844)]


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_the_clock_stops_after_it_was_shown_what_moves_and_goes_on(person, shortcuts, size):
    number = shortcuts.accepted().number
    page = person("wangjianguo").case(number)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_role("button", name="暂停计时").click()
    page.get_by_label("法定事由").select_option("expert_review")
    page.get_by_label("计划工作日数").fill("10")
    page.locator("#pause-reason").fill("专家评审")
    page.locator("dialog[open]").get_by_role("button", name="查看变动").press("Enter")

    expect(page.get_by_text("以下期限将随之变动")).to_be_visible()
    page.get_by_role("button", name="确认").click()
    expect(page.locator(".page-head").get_by_text("时限中止").first).to_be_visible()
    page.get_by_role("button", name="恢复计时").click()
    page.locator("dialog[open]").get_by_role("button", name="查看变动").click()
    page.get_by_role("button", name="确认").click()
    expect(page.locator(".page-head").get_by_text("时限中止")).to_have_count(0)
