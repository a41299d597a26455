"""Taking one's answer back on the page of the task, and what it says before; decision 177."""

import pytest

from tests.web.pages.browsing import words


@pytest.fixture
def given(examiner, task):
    """A pre-review that the examiner has just done."""
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/complete", {"answers.finding": "ready"})
    return task


def test_the_page_offers_it_and_the_task_is_back_with_its_answer(examiner, given):
    assert "撤回已提交的办理结果" in words(examiner.get(given))

    page = examiner.send(f"{given}/retraction", follow_redirects=True)

    assert "已撤回，任务已回到您手中" in words(page)
    assert 'value="ready" checked' in page.text
    assert "不再计入" in words(examiner.get(given))


def test_a_colleague_is_not_offered_it(colleague, given):
    assert "撤回已提交的办理结果" not in words(colleague.get(given))
    assert colleague.send(f"{given}/retraction").status_code == 403


def test_taken_back_twice_the_page_says_how_it_stands(examiner, given):
    examiner.send(f"{given}/retraction")

    assert examiner.send(f"{given}/retraction").status_code == 409
