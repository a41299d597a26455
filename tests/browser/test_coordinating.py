"""A conflict of opinions climbs to the second rung, where it is settled on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers
from tests.browser.people import agree
from tests.usecases.desk import HOTEL

SIZES = [(1440, 900), (390, 844)]
TOPIC = "疏散宽度按何标准核定，消防救援大队与卫生健康局意见不一致"
SETTLED = "按消防救援大队意见核定疏散宽度，申请人补充疏散说明"


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_a_conflict_is_settled_on_the_second_rung(person, shortcuts, size):
    options = {"viewport": {"width": size[0], "height": size[1]}}
    number = shortcuts.accepted(**HOTEL).number

    hand_over(person("wangjianguo", **options).case(number))
    send_up(find(person("chenlihua", **options).page, number))
    page = settle(find(person("qianguoping", **options).page, number))

    page.get_by_role("link", name="查看协调意见书").click()
    for said in (TOPIC, SETTLED, "牵头部门负责人协调"):
        expect(page.locator("body")).to_contain_text(said)


def hand_over(page):
    """The lead department hands the conflict to coordination; it begins on the lowest rung."""
    page.get_by_role("button", name="意见冲突提请协调").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("冲突内容").fill(TOPIC)
    dialog.get_by_label("消防救援大队", exact=True).check()
    dialog.get_by_label("卫生健康局", exact=True).check()
    assert barriers(page) == []
    agree(page, "提请协调")
    expect(page.locator("#coordination")).to_contain_text("承办部门协商")


def find(page, number):
    """Find the conflict among those that concern one, and open its case."""
    page.goto("/coordinations")
    expect(page.get_by_role("row", name=number)).to_contain_text("待您决定")
    assert barriers(page) == []
    page.get_by_role("row", name=number).get_by_role("link").first.click()
    return page


def send_up(page):
    """Who decides on the lowest rung lets the next one decide."""
    page.get_by_role("button", name="提交上一层级").click()
    page.get_by_role("dialog").get_by_label("理由").fill("两部门协商未达成一致")
    agree(page, "提交上一层级")
    expect(page.locator("#coordination")).to_contain_text("牵头部门负责人协调")


def settle(page):
    """The head of the lead department settles it."""
    page.get_by_role("button", name="作出协调意见").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("协调结果").select_option("followed")
    dialog.get_by_label("协调意见和理由").fill(SETTLED)
    assert barriers(page) == []
    agree(page, "作出协调意见")
    expect(page.locator("#coordination")).to_contain_text(SETTLED)
    assert barriers(page) == []
    return page
