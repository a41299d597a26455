"""An enterprise is opened in one go: signed online, registered, and one service fails beside it."""

from playwright.sync_api import expect

from tests.browser.applicants import COMPANY, attach, follow, hand_in
from tests.browser.people import fill

FORM = {
    "自主申报的企业名称": COMPANY,
    "名称申报编号": "滨江名报20260302017",
    "企业类型": "有限责任公司",
    "注册资本": "200",
    "住所（主要经营场所）": "滨江区江南大道200号1幢508室",
    "所属行业": ("食品（含餐饮）经营",),
    "居民身份证号码": "330108198806152345",
    "选办事项": ("税务信息确认、发票领用", "银行开户预约"),
    "签署方式": ("全体签署人网上电子签名",),
    "领取方式": ("窗口一次领取",),
    "本申请人承诺": True,
}
ROWS = {
    "answers.business_scope": "食品销售",
    "answers.representative_name": "何清荷",
    "answers.representative_phone": "13805710001",
    "answers.investors.0.investor_name": "何清荷",
    "answers.investors.0.contribution": "200",
}
MATERIALS = ("articles", "investor_ids", "officer_documents", "premises_proof")
EXAMINED = {
    "已审查内容": ("申请材料齐全、符合法定形式",),
    "审查建议": ("建议准予登记",),
    "审查意见": "材料齐全，符合法定形式",
}
APPROVED = {"核准意见": ("准予登记",), "统一社会信用代码": "91330108MA2KABCD1Y"}
TAX = {"纳税人资格": ("小规模纳税人",), "信息确认编号": "TAX2026030217", "核定发票份数": "25"}
LATER = "银行开户预约因开户意愿尚未核实未能办结，请到开户银行柜面另行办理"


def test_a_bank_that_fails_takes_nothing_from_an_enterprise_that_is_registered(person, page):
    handed = apply(page)
    expect(page.get_by_text("全体签署人电子签名")).to_be_visible()
    follow(page, handed)
    sign(page)
    expect(page.get_by_text("待补正")).to_have_count(0)

    clerk = person("zhouwenjing")
    register(person, clerk, handed.number)
    serve(person, handed.number)
    give_out(clerk, handed.number)
    coordinate(person, handed.number)

    page.reload()
    expect(page.get_by_text("部分准予").first).to_be_visible()
    for paper in ("一次性告知单", "登记通知书", "退件通知书"):
        expect(page.get_by_role("link", name=paper, exact=True)).to_be_visible()
    page.get_by_role("link", name="退件通知书").click()
    expect(page.get_by_text(LATER)).to_be_visible()


def apply(page):
    """The applicant fills in one form and is told what comes next."""
    page.goto("/items/enterprise_opening/apply")
    page.locator("[id='applicant.name']").fill(COMPANY)
    page.locator("[id='applicant.phone']").fill("13805710001")
    fill(page, FORM)
    for name, text in ROWS.items():
        page.locator(f"[id='{name}']").fill(text)
    fill(page, {"纳税人资格": ("小规模纳税人",), "开户银行": "中国建设银行"})
    for material in MATERIALS:
        attach(page, material, "材料.pdf")
    return hand_in(page)


def sign(page):
    """All signatories have signed; the numbers of their signatures are handed in."""
    page.get_by_role("link", name="立即办理").click()
    page.locator("[id='answers.signatures.0.signatory']").fill("何清荷")
    page.locator("[id='answers.signatures.0.means']").select_option(label="个人电子签名")
    page.locator("[id='answers.signatures.0.signature_number']").fill("SIG20260001")
    page.get_by_label("应当签署的人员已经全部签署").check()
    page.get_by_role("button", name="提交", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="提交", exact=True).click()
    expect(page.locator(".flash-success")).to_be_visible()


def register(person, clerk, number):
    """The window accepts; one examines, another approves."""
    clerk.page.goto("/desk")
    clerk.page.get_by_role("button", name=f"领取: 受理审查 {number}").click()
    clerk.page.get_by_label("已核验申请人（代理人）及全体签署人实名信息").check()
    clerk.page.get_by_label("受理", exact=True).check()
    clerk.submit()
    person("wangjianguo").do("登记审查", number, EXAMINED)
    person("zhangzhiyuan").do("登记核准", number, APPROVED)


def serve(person, number):
    """Tax is done; the bank cannot do it."""
    person("mahongmei").do("税务信息确认、发票领用", number, {"办理结果": ("已办结",), **TAX})
    failed = {"办理结果": ("未能办结，转协调",), "未能办结的原因": "开户意愿尚未核实"}
    person("luojun").do("银行开户预约", number, failed)


def give_out(clerk, number):
    """The licence and what is done are handed over, whatever the bank does."""
    issued = {
        "发放清单": ("营业执照正、副本（含电子营业执照）",),
        "已核对证照记载事项一致": True,
    }
    clerk.do("制照并汇总发放", number, issued)
    today = clerk.page.locator("#demo-as-of").input_value()[:10]
    given = {"送达方式": ("窗口领取",), "签收人": "何清荷", "送达日期": today}
    clerk.do("一次送达", number, given)


def coordinate(person, number):
    """The coordinator sees which service is open, and tells the applicant to do it apart."""
    coordinator = person("yuanmingde")
    coordinator.claim("协调未办结事项", number)
    told = coordinator.page.locator(".prose:visible", has_text="未办结事项")
    expect(told).to_have_text(["未办结事项：银行开户预约"])
    fill(coordinator.page, {"协调结果": ("告知申请人另行办理",), "协调意见": LATER})
    coordinator.submit()
    expect(coordinator.page.locator(".flash-success")).to_contain_text(number)
