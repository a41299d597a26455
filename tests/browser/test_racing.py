"""Two people reach for the same task: one has it, the other is told and loses nothing."""

from playwright.sync_api import expect

from tests.browser.people import fill

STEP = "设立登记预审"
WHY = "材料缺章，不予受理，请补齐后重新申请"
NOTE = "住所证明的期限不足一年，签批时请核实"


def test_who_comes_second_is_told_who_was_faster(person, shortcuts):
    number = shortcuts.accepted().number
    first, second = person("wangjianguo"), person("lixuemei")
    second.open_task(STEP, number)

    first.claim(STEP, number)
    second.page.get_by_role("button", name="领取任务").click()

    told = second.page.get_by_role("alert")
    expect(told).to_contain_text("王建国")
    expect(told).to_contain_text("领取")
    expect(second.page.get_by_role("button", name="提交", exact=True)).to_have_count(0)


def test_what_was_typed_is_kept_when_a_colleague_has_taken_the_task_over(person, shortcuts):
    number = shortcuts.accepted().number
    slow, quick = person("wangjianguo"), person("lixuemei")
    slow.claim(STEP, number)
    fill(slow.page, {"预审结果": ("有需要签批时注意的问题",), "需要注意的问题": NOTE})

    quick.page.goto(slow.page.url)
    quick.page.get_by_role("button", name="收回任务").click()
    quick.page.get_by_role("dialog").get_by_label("理由").fill("同事外出开会")
    quick.agree("收回任务")
    quick.page.get_by_role("button", name="领取任务").click()
    slow.submit()

    expect(slow.page.get_by_role("alert")).to_contain_text("没有保存任何内容")
    written = slow.page.locator("section", has_text="您刚才填写的内容").last
    expect(written).to_contain_text(NOTE)


def test_two_clerks_decide_the_same_unclaimed_check_and_one_decision_counts(person, shortcuts):
    number = shortcuts.hand_in().number
    pages = [look_at_check(person(name), number) for name in ("zhouwenjing", "hanlei")]

    for clerk in pages:
        clerk.submit()

    expect(pages[0].page.locator(".flash-success")).to_contain_text(number)
    expect(pages[1].page.get_by_role("alert")).to_contain_text("已经办结或者撤销")
    written = pages[1].page.locator("section", has_text="您刚才填写的内容").last
    expect(written).to_contain_text(WHY)
    expect(pages[0].case(number).get_by_text("不予受理").first).to_be_visible()


def look_at_check(clerk, number):
    """Open the check without claiming it, and fill it in."""
    clerk.page.goto(f"/desk?q={number}")
    clerk.page.get_by_role("link", name="接件审查", exact=True).click()
    clerk.page.get_by_label("已核对申请人（代理人）身份").check()
    clerk.page.get_by_label("不予受理", exact=True).check()
    why = {"不予受理的依据": "其他法定情形", "理由": WHY}
    fill(clerk.page, why)
    return clerk
