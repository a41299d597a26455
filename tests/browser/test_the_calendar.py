"""An administrator imports the table of next year, sees which cases move, and applies it."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from engine.rules.deadlines import OFFICE_ZONE
from tests.browser.looking import problems
from tests.usecases.calendars.telling import table


@pytest.fixture
def next_year():
    """The table of 2027 as a file to choose."""
    return {"name": "2027.csv", "mimeType": "text/csv", "buffer": table().encode()}


def test_next_year_is_imported_seen_beforehand_and_applied(person, shortcuts, next_year):
    shortcuts.accepted()
    page = person("chengxiao").page
    page.goto("/admin/calendar")
    page.get_by_role("button", name="导入年度放假安排").click()
    page.get_by_label("年份").fill("2027")
    page.get_by_label("文件", exact=True).set_input_files(next_year)
    page.get_by_role("button", name="查看变化").click()
    expect(page.get_by_text("2027 年的日期不再是暂定的。")).to_be_visible()
    expect(page.get_by_role("row", name="2027-02-07")).to_contain_text("调休上班日")
    assert problems(page) == []
    page.get_by_label("理由").fill("国务院办公厅通知")
    page.get_by_role("button", name="生效").click()

    expect(page.get_by_role("status").first).to_contain_text("日历已有新版本")
    page.goto("/calendar?year=2027")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("暂定")


def next_wednesday():
    """A day that is worked, unless it is a holiday, and lies ahead."""
    today = datetime.now(OFFICE_ZONE).date()
    return (today + timedelta(days=2 + (-today.weekday()) % 7)).isoformat()


def test_a_rest_day_shows_the_cases_it_moves(person, shortcuts):
    number = shortcuts.accepted().number
    page = person("chengxiao").page
    page.goto("/admin/calendar")
    page.get_by_role("button", name="休息日、上班日或者停办").click()
    day = next_wednesday()
    page.get_by_label("决定内容").select_option("outage")
    page.get_by_label("开始日期").fill(day)
    page.get_by_label("最后一天").fill(day)
    page.get_by_label("事由").fill("机房停电")
    page.locator("#decide-source").fill("滨政办〔2026〕9号")
    page.locator("#decide").get_by_role("button", name="查看变化").click()

    expect(page.get_by_role("heading", name="将要调整的在办办件")).to_be_visible()
    expect(page.locator("main")).to_contain_text("机房停电")
    expect(page.locator("main")).to_contain_text(number)
