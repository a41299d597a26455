"""A designer moves a running case to another version, after seeing whether it can go on there."""

from playwright.sync_api import expect

from tests.browser.looking import problems
from tests.browser.people import agree
from tests.browser.test_governing import KEY, PUBLISHING_MS, process_files, upload

__all__ = ["process_files"]


def test_a_designer_sees_which_cases_can_move_and_moves_one(person, process_files, shortcuts):
    number, page = shortcuts.hand_in().number, person("duruoxi").page
    said = process_files["stories.toml"] + "\n# 补充说明\n".encode()
    upload(page, process_files | {"stories.toml": said})
    expect(page.get_by_role("link", name="迁移在办办件")).to_be_visible(timeout=PUBLISHING_MS)
    page.goto(f"/processes/{KEY}/versions/1")
    page.get_by_role("link", name="迁移在办办件").click()
    page.get_by_role("button", name="查看哪些办件可以迁移").click()
    assert problems(page) == []
    for box in page.get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("value") == number)
    page.get_by_label("理由").fill("补充说明")
    page.get_by_role("button", name="迁移所选办件").click()
    agree(page, "迁移所选办件")

    expect(page.get_by_role("status")).to_contain_text("已迁移 1 件，共 1 件")
