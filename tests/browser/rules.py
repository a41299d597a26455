"""Administrators, who say at an item who may do what with materials, and when the clock urges."""

from playwright.sync_api import Page, expect

from tests.browser.applicants import ITEM
from tests.browser.looking import problems


def open_rules(page: Page) -> None:
    """Come from the list of items to the rights and rules of one."""
    page.goto(f"/admin/items/{ITEM}")
    page.get_by_role("link", name="权限与规则").click()
    expect(page.get_by_role("heading", name="权限与规则", level=1)).to_be_visible()


def decide(page: Page, reason: str) -> None:
    """Look at what would change, and change it with a reason."""
    page.get_by_role("button", name="查看变更内容").click()
    page.get_by_label("理由").fill(reason)
    assert problems(page) == []
    page.get_by_role("button", name="变更权限与规则").click()
    expect(page.locator(".flash-success")).to_contain_text("权限与规则已变更")
