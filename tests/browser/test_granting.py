"""The whole way of a case, as its people walk it: handed in, reviewed, signed, handed over."""

import re

from playwright.sync_api import expect

from tests.browser.applicants import (
    COMPANY,
    HOTEL,
    MATERIALS,
    attach,
    follow,
    hand_in,
    write_application,
)

READY = {"预审结果": ("材料齐备，可以签批",)}
EXAMINED = {
    "已审查内容": ("申请材料齐全、符合法定形式", "名称与核准一致"),
    "审查建议": ("建议准予登记",),
    "审查意见": "材料齐全，符合法定形式",
}
SITE = {"审查建议": ("建议同意",), "审查意见": "已审查图纸，现场符合要求"}
AGREED = {"办理": ("签署意见",), "部门意见": ("同意",)}
SIGNED = (
    (
        "zhangzhiyuan",
        "设立登记核准",
        {"核准意见": ("准予设立登记",), "统一社会信用代码": "91330108MA2KABCD1Y"},
    ),
    ("sunmin", "公章刻制备案", {"印章备案编号": "3301080012345", "已刻制印章": ("企业公章",)}),
    ("zhengyan", "组织机构代码赋码", {"组织机构代码": "MA2KABCD1"}),
    (
        "mahongmei",
        "税务登记",
        {"税务登记（信息确认）编号": "91330108MA2KABCD1Y", "纳税人资格": ("小规模纳税人",)},
    ),
)


def test_a_hotel_is_granted_by_all_departments_from_the_form_to_the_hand_over(person, page):
    write_application(page, HOTEL)
    page.get_by_label("经营场所建筑面积").fill("860")
    keep_and_come_back(page)
    for material in MATERIALS:
        attach(page, material, "章程（全体股东签署）.pdf")
    handed = hand_in(page)
    expect(page.get_by_role("button", name="打印本页")).to_be_visible()

    clerk = person("zhouwenjing")
    accept(clerk, handed.number)
    review(person, handed.number)
    follow(page, handed)
    expect(page.get_by_text("设立登记审查").first).to_be_visible()
    sign(person, handed.number)
    give_out(clerk, handed.number)

    page.reload()
    expect(page.get_by_text("准予许可").first).to_be_visible()
    papers_are_genuine(page)
    everything_is_shown(clerk.case(handed.number))


def keep_and_come_back(page):
    """The applicant keeps the draft, a file with it, and goes on later."""
    attach(page, "safety_documents", "场所平面图.pdf")
    page.get_by_role("button", name="保存，稍后继续").click()
    expect(page.locator(".flash-success")).to_be_visible()

    page.goto("/")
    page.get_by_role("link", name="申请办理: 企业设立联合审批").click()
    expect(page.get_by_label("拟设立企业名称")).to_have_value(COMPANY)
    expect(page.get_by_text("场所平面图.pdf")).to_be_visible()


def accept(clerk, number):
    """The window checks what was handed in and accepts it."""
    clerk.page.goto("/desk")
    clerk.page.get_by_role("button", name=f"领取: 接件审查 {number}").click()
    clerk.page.get_by_label("已核对申请人（代理人）身份").check()
    clerk.page.get_by_label("受理", exact=True).check()
    clerk.submit()
    expect(clerk.page.locator(".flash-success")).to_contain_text(number)


def review(person, number):
    """Four departments look beforehand while two examine and agree, each by two people."""
    for username, step in (
        ("wangjianguo", "设立登记预审"),
        ("zhaogang", "公章刻制备案预审"),
        ("wuhaitao", "组织机构代码预审"),
        ("xuchangqing", "税务登记预审"),
    ):
        person(username).do(step, number, READY)
    for examiner, approver in (("dengkai", "caoyilan"), ("pengchao", "zenghui")):
        person(examiner).do("前置许可审查", number, SITE)
        person(approver).do("前置许可核准", number, AGREED)


def sign(person, number):
    """Registration, seal, code and tax sign, one after the other."""
    person("wangjianguo").do("设立登记审查", number, EXAMINED)
    for username, step, answers in SIGNED:
        person(username).do(step, number, answers)


def give_out(clerk, number):
    """The window issues all certificates together and hands them over."""
    issued = {"证照清单": ("营业执照正、副本", "印章及备案回执"), "已核对证照记载事项一致": True}
    clerk.do("制证并汇总发证", number, issued)
    today = clerk.page.locator("#demo-as-of").input_value()[:10]
    given = {"送达方式": ("窗口领取",), "签收人": "何清荷", "送达日期": today}
    clerk.do("统一送达", number, given)


def papers_are_genuine(page):
    """What the applicant was given can be verified by its code."""
    page.get_by_role("link", name="准予行政许可决定书").click()
    expect(page.get_by_role("heading", name="准予行政许可决定书")).to_be_visible()
    address = re.search(r"http\S+", page.locator("footer").inner_text())[0]
    digest = page.locator(".digest").inner_text()
    page.goto(f"{address}?d={digest[:16]}")
    expect(page.get_by_text("文书真实")).to_be_visible()


def everything_is_shown(page):
    """The page of the case shows the diagram, the opinions, the papers and what happened."""
    page.locator("[data-diagram]").scroll_into_view_if_needed()
    expect(page.locator("[data-diagram][data-shown=yes]")).to_be_visible()
    expect(page.locator("[data-element-id=granted].is-passed")).to_be_attached()
    for words in ("消防救援大队", "卫生健康局", "送达回证"):
        expect(page.get_by_text(words).first).to_be_visible()
