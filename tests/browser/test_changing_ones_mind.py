"""Who changes an answer sends none to a question that is not asked any more."""

from playwright.sync_api import expect


def test_an_answer_waits_until_the_office_has_said_what_is_still_asked(person, shortcuts):
    number = shortcuts.accepted().number
    officer = person("xuchangqing")
    officer.claim("税务登记预审", number)
    page = officer.page
    page.get_by_label("有需要签批时注意的问题").check()
    page.get_by_role("textbox", name="需要注意的问题").fill("租赁合同没有签字")
    page.route("**/draft", lambda _: None)

    page.get_by_label("材料齐备，可以签批").check()
    officer.submit()
    page.unroute("**/draft")  # what was held back goes on

    expect(page.locator(".flash-success")).to_contain_text(number)
