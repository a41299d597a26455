"""Applicants: what they write, and how they hand it in and follow it."""

import re
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.browser.people import agree, fill

PDF = b"%PDF-1.4\n%%EOF\n"
ITEM = "enterprise_setup"
COMPANY = "滨江荷塘茶业有限公司"
PARTY = {"姓名或单位名称": COMPANY, "联系电话": "13805710001"}
TEA: dict[str, object] = {
    "拟设立企业名称": COMPANY,
    "名称预先核准文号": "（滨）名预核〔2026〕第0231号",
    "企业类型": "有限责任公司",
    "注册资本": "100",
    "住所（经营场所）": "滨江区江南大道100号2幢301室",
    "所属行业": ("预包装食品（含茶叶）销售",),
    "经营范围": "预包装食品（含茶叶）销售",
    "姓名": "何清荷",
    "居民身份证号码": "330108198806152345",
    "从业人数": "6",
    "证照领取方式": ("窗口领取",),
    "本申请人承诺": True,
}
HOTEL = TEA | {"所属行业": ("旅馆住宿",), "经营范围": "旅馆住宿服务"}
MATERIALS = (
    "application_form",
    "articles",
    "shareholder_ids",
    "officer_documents",
    "premises_proof",
    "name_approval",
    "power_of_attorney",
)


class Handed(NamedTuple):
    """What an applicant holds after handing in."""

    number: str
    code: str


def write_application(page: Page, answers: dict[str, object]) -> None:
    """Open the application and write it."""
    page.goto(f"/items/{ITEM}/apply")
    page.locator("[id='applicant.name']").fill(COMPANY)
    page.locator("[id='applicant.phone']").fill("13805710001")
    form = {label: answer for label, answer in answers.items() if label != "姓名"}
    fill(page, form)
    page.locator("[id='answers.representative_name']").fill("何清荷")
    page.locator("[id='answers.representative_phone']").fill("13805710001")


def attach(page: Page, material: str, name: str) -> None:
    """Choose a file for a material."""
    file = {"name": name, "mimeType": "application/pdf", "buffer": PDF}
    page.locator(f"[id='materials.{material}']").set_input_files(file)


def hand_in(page: Page) -> Handed:
    """Send the application and read number and code from the page that shows them once."""
    page.get_by_role("button", name="提交申请").first.click()
    agree(page, "提交申请")
    expect(page.get_by_role("heading", name="您的申请已收到")).to_be_visible()
    number = page.locator("dd.big-number").inner_text()
    return Handed(number, page.locator(".code-once").inner_text())


def follow(page: Page, handed: Handed) -> None:
    """Open one's case with number and code."""
    page.goto("/status")
    page.get_by_label(re.compile("^办件编号")).fill(handed.number)
    page.get_by_label(re.compile("^查询码")).fill(handed.code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text(handed.number).first).to_be_visible()
