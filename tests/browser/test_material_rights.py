"""A material is for one department: it reads and replaces it, and others of the case do not."""

import pytest
from playwright.sync_api import expect

from tests.browser.applicants import PDF
from tests.browser.looking import problems
from tests.browser.people import fill
from tests.browser.rules import decide, open_rules

PLAN, FILE = "涉及前置许可的场所平面图及安全设施说明", "平面图.pdf"
UNKNOWN = 404


@pytest.fixture
def limited(person, shortcuts):
    """The number of a hotel whose floor plan is there, since then for the fire brigade only."""
    number = shortcuts.accepted(industries=["hotel"], premises_area=860).number
    add_plan(person("zhouwenjing").case(number))
    page = person("chengxiao").page
    open_rules(page)
    plan = page.locator("details", has_text=PLAN)
    plan.locator("summary").click()
    reading = plan.get_by_role("group", name="可查阅")
    reading.get_by_label("只限牵头部门和下列部门").check()
    reading.get_by_label("消防救援大队").check()
    assert problems(page) == []
    decide(page, "平面图涉及安全，只限消防审查")
    expect(page.get_by_role("cell", name="消防救援大队", exact=True)).to_be_visible()
    return number


def test_a_material_of_one_department_is_kept_from_another(person, limited):
    fire, health = person("pengchao").case(limited), person("dengkai").case(limited)
    address = fire.get_by_role("link", name=FILE).get_attribute("href")
    assert fire.request.get(address).body() == PDF
    expect(row(health)).to_contain_text("另有 1 个文件仅限其他部门查阅")
    assert health.request.get(address).status == UNKNOWN
    expect(health.get_by_role("option", name=PLAN)).to_have_count(0)

    add_plan(fire)

    expect(row(fire).locator(".material", has_text="第 2 版")).not_to_contain_text("已替换")
    expect(row(fire).locator(".material", has_text="第 1 版")).to_contain_text("已替换")
    health.reload()
    expect(row(health)).to_contain_text("另有 2 个文件仅限其他部门查阅")
    expect(health.get_by_text(FILE)).to_have_count(0)
    assert problems(fire) + problems(health) == []


def add_plan(page):
    """Hand in the floor plan at the page of the case."""
    fill(page, {"材料名称": PLAN})
    file = {"name": FILE, "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("文件", exact=True).set_input_files(file)
    page.get_by_role("button", name="上传文件").click()
    expect(page.locator(".flash-success")).to_contain_text("文件已收到")


def row(page):
    """The floor plan in the list of materials."""
    return page.get_by_role("listitem").filter(has=page.locator(".material", has_text=PLAN))
