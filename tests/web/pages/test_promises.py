"""Acceptance with a promise on the screens of window and applicant: features L22."""

from datetime import date, timedelta

import pytest

from tests.web.pages.browsing import link, pdf, words


@pytest.fixture
def until(check_path, clerk):
    """The day the acceptance desk offers first: the latest one."""
    page = clerk.get(check_path).text
    return page.partition('name="until.premises_proof"')[2].partition('max="')[2][:10]


@pytest.fixture
def promised(party, decide, until):
    """The browser of a party that was accepted with a promise."""
    fields = {"verdicts__premises_proof": "promised", "until__premises_proof": until}
    assert decide(answers__outcome="accept", **fields).status_code == 302
    return party


def test_the_promise_is_a_paper_for_the_applicant_to_sign(promised, until):
    page = promised.get(f"/status/{promised.number}")
    assert f"容缺，承诺 {until} 前补齐" in page.text
    assert "您已承诺补交：" in page.text

    said = words(promised.get(link(page, f"{promised.number}-03")))
    assert "容缺受理告知承诺书" in said
    assert "住所（经营场所）使用证明" in said
    assert "不作出准予决定" in said


def test_the_applicant_hands_in_what_was_promised(promised):
    path = f"/status/{promised.number}"
    form = promised.get(path).text.partition(f'action="{path}/materials"')[2]
    assert "补交文件</button>" in form.partition("</form>")[0]

    promised.send(f"{path}/materials", {"materials.premises_proof": pdf()})

    assert "2026-03-02 已按承诺补交" in words(promised.get(path))


def test_staff_sees_it_on_the_case_and_finds_it_in_the_list(clerk, promised, until):
    case = clerk.get(f"/cases/{promised.number}").text
    assert "容缺受理" in case
    assert f"容缺，承诺 {until} 前补齐" in case
    assert "容缺材料补交期限" in case

    assert promised.number in clerk.get("/cases?promised=1").text
    assert promised.number in clerk.get("/cases.csv?promised=1").text


def test_a_day_that_is_too_late_is_told_where_it_was_chosen(decide, until):
    late = (date.fromisoformat(until) + timedelta(days=1)).isoformat()
    fields = {"verdicts__premises_proof": "promised", "until__premises_proof": late}

    answer = decide(answers__outcome="accept", **fields)

    assert answer.status_code == 422
    assert 'href="#verdicts.premises_proof"' in answer.text
    assert f'value="{late}"' in answer.text


def test_only_what_the_item_lets_follow_can_be_promised(clerk, check_path):
    page = clerk.get(check_path).text

    assert 'name="until.articles"' not in page
    assert 'name="verdicts.articles" value="promised"' not in page
