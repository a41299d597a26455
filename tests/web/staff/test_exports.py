"""A list too long for a download is asked for as a file, waited for, and fetched by its asker."""

import pytest

from app.jobs import exports
from tests.web.pages.browsing import link, words
from tests.web.speaking import HAND_IN


@pytest.fixture
def long_list(served, client_of, in_review):
    """Two cases, where only one row is downloaded at once."""
    client_of("zhouwenjing").post("/cases", json=HAND_IN)
    served.config["EXPORT_ROWS"] = 1
    return served


def make(app):
    with app.app_context():
        while exports.make_some():
            pass


def ask(browser):
    offered = browser.get("/cases.csv?q=清荷", follow_redirects=True)
    assert "该列表过长" in words(offered)
    return browser.send("/exports", {"what": "cases", "q": "清荷"}, follow_redirects=True)


def test_a_short_list_is_downloaded_at_once(served, examiner, in_review):
    assert examiner.get("/cases.csv").mimetype == "text/csv"
    assert "您尚未申请导出文件" in words(examiner.get("/exports"))


def test_a_long_list_is_asked_for_waited_for_and_fetched(long_list, examiner):
    assert "等待生成" in words(ask(examiner))
    make(long_list)

    page = examiner.get("/exports")
    assert "已生成" in words(page)
    assert "搜索 清荷" in words(page)
    answer = examiner.get(link(page, "/exports/"))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.content_length == len(answer.data)
    assert answer.text.count("清荷") >= 2


def test_the_notice_leads_to_the_file(long_list, examiner):
    ask(examiner)
    make(long_list)

    page = examiner.get("/notices")
    assert "您申请导出的文件已生成：办件，共 2 行" in words(page)
    assert examiner.get(link(page, "/exports/")).status_code == 200


def test_nobody_else_fetches_it(long_list, examiner, colleague, administrator):
    ask(examiner)
    make(long_list)
    path = link(examiner.get("/exports"), "/exports/")

    for other in (colleague, administrator):
        assert other.get(path).status_code == 404
        assert path not in other.get("/exports").text


def test_a_file_that_is_not_made_or_has_expired_says_so(long_list, examiner, set_clock):
    ask(examiner)
    make(long_list)
    path = link(examiner.get("/exports"), "/exports/")
    set_clock("2026-03-12T09:00")

    assert examiner.get(path).status_code == 410
    assert "已过期" in words(examiner.get("/exports"))


def test_a_list_nobody_knows_is_not_made(examiner):
    examiner.get("/exports?what=secrets")

    assert examiner.send("/exports", {"what": "secrets"}).status_code == 404
