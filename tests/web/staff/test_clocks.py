"""The clock of a case on its page: what would move is shown first, then it is done."""

import pytest

TESTING = {"ground": "testing", "planned_working_days": "5", "reason": "消防检测"}


@pytest.fixture
def path(in_review):
    return f"/cases/{in_review['number']}"


@pytest.fixture
def examiner(examiner, path):
    """An examiner of the lead department who looks at the case."""
    examiner.get(path)
    return examiner


def test_what_a_pause_moves_is_shown_before_anything_is_written(examiner, path):
    shown = examiner.send(f"{path}/pauses", TESTING).text

    assert "以下期限将随之变动" in shown
    assert "法定期限" in shown or "法定时限" in shown
    assert "已暂停计时" not in examiner.get(path).text


def test_a_confirmed_pause_stops_the_clock_and_can_be_ended(examiner, path):
    examiner.send(f"{path}/pauses", TESTING | {"confirmed": "yes"})
    page = examiner.get(path).text

    assert "恢复计时" in page
    assert "按计划恢复时" in page
    ended = examiner.send(f"{path}/pauses/1/end", {"confirmed": "yes"})
    assert ended.status_code == 302
    assert "恢复计时</button>" not in examiner.get(path).text


def test_what_is_wrong_is_told_on_the_page_with_what_was_typed(examiner, path):
    answer = examiner.send(f"{path}/pauses", TESTING | {"planned_working_days": "500"})

    assert answer.status_code == 422
    assert "按此事由可暂停 1 至 60 个工作日" in answer.text
    assert "消防检测</textarea>" in answer.text


def test_who_may_not_touch_the_clock_is_offered_nothing(browser_of, path):
    assert "&nbsp;暂停计时" not in browser_of("zhouwenjing").get(path).text


def test_the_notice_of_a_pause_and_of_an_extension_are_papers_to_read(examiner, path):
    longer = {"working_days": "15", "reason": "需要论证", "approved_by": "heyuanzheng"}
    examiner.send(f"{path}/pauses", TESTING | {"confirmed": "yes"})
    examiner.send(f"{path}/extension", longer | {"confirmed": "yes"})
    page = examiner.get(path).text

    for said in ("特别程序", "延期"):
        assert said in page
