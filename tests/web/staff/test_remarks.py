"""Remarks on the pages of a case, of a task and of the applicant."""

import re
from io import BytesIO

import pytest

from tests.web.pages.browsing import PDF, Browser, pdf, words

LINK = re.compile(r'href="(/cases/[^"]+/materials/[^"]+)"')

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def path(in_review):
    """The case."""
    return f"/cases/{in_review['number']}"


def note(browser, path, text, **more):
    browser.get(path)
    return browser.send(f"{path}/remarks", {"text": text, **more})


def test_a_remark_stands_on_case_and_task_and_a_mention_leads_there(
    browser_of, examiner, path, task
):
    lead = browser_of("wangjianguo")
    assert note(lead, path, "@李雪梅 请核对租期").status_code == 302

    assert "@李雪梅 请核对租期" in words(lead.get(path))
    assert "请核对租期" in words(examiner.get(task))
    notices = examiner.get("/notices")
    assert "王建国在批注中提及您" in words(notices)
    assert f'{path}#remarks"' in notices.text


def test_from_a_task_one_goes_back_to_it(examiner, path, task):
    back = task.rpartition("/")[2]

    assert note(examiner, path, "已核对", back=back).location.endswith(f"{task}#remarks")


def test_what_was_not_taken_is_asked_again_with_what_was_typed(browser_of, path):
    answer = note(browser_of("wangjianguo"), path, "@无名氏 请看", visible="yes")

    assert answer.status_code == 422
    assert "有权查阅本件的人员中没有“无名氏”" in words(answer)
    assert "@无名氏 请看</textarea>" in answer.text
    assert '<dialog id="remark" open' in answer.text


def test_the_applicant_reads_only_what_is_for_them(served, browser_of, path, case):
    lead = browser_of("wangjianguo")
    note(lead, path, "内部情况")
    note(lead, path, "请携带原件", visible="yes")
    party = Browser(served)
    party.get("/status")
    party.send("/status", {"number": case["number"], "code": case["code"]})
    shown = words(party.get(f"/status/{case['number']}"))

    assert "请携带原件" in shown
    assert "内部情况" not in shown
    assert "内部情况" not in party.get(path).text


def test_a_file_goes_with_its_remark_to_whom_it_is_for(served, browser_of, path, case):
    lead = browser_of("wangjianguo")
    note(lead, path, "内部情况", files=pdf("核查记录.pdf"))
    note(lead, path, "请携带原件", visible="yes", files=pdf("须知.pdf"))
    party = Browser(served)
    party.get("/status")
    party.send("/status", {"number": case["number"], "code": case["code"]})
    page = party.get(f"/status/{case['number']}")

    assert "须知.pdf" in words(page)
    assert "核查记录.pdf" not in words(page)
    (link,) = LINK.findall(page.text)
    assert party.get(link, buffered=True).data == PDF
    assert len(LINK.findall(lead.get(path).text)) == 2


def test_a_file_that_is_not_taken_is_told_in_the_dialog(browser_of, path):
    bad = (BytesIO(b"MZ"), "程序.exe")
    answer = note(browser_of("wangjianguo"), path, "见附件", files=bad)

    assert answer.status_code == 422
    assert "程序.exe：不接收这种类型的文件" in words(answer)
    assert "见附件</textarea>" in answer.text


def test_a_mere_reader_reads_and_is_offered_nothing(browser_of, examiner, path):
    note(examiner, path, "内部情况")
    examiner.send(f"{path}/copies", {"to": ["person:luojun"]})
    reader = browser_of("luojun")

    assert "内部情况" in words(reader.get(path))
    assert "添加批注" not in words(reader.get(path))
    assert reader.send(f"{path}/remarks", {"text": "看到了"}).status_code == 403
