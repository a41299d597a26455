"""Materials are promised, and put off, at the page of a case (容缺)."""

from datetime import date, timedelta

import pytest

from tests.web.pages.browsing import pdf, words

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

LEASE = "premises_proof"


@pytest.fixture
def lead(browser_of, in_review):
    """Somebody of the lead department, at the case that was accepted on Monday 2 March 2026."""
    browser = browser_of("wangjianguo")
    browser.path = f"/cases/{in_review['number']}"
    browser.get(browser.path)
    return browser


def promise(lead, **said):
    return lead.send(f"{lead.path}/promises", {"material": LEASE, "until": _day(7), **said})


def put_off(lead, days, reason="房东外出"):
    path = f"{lead.path}/promises/{LEASE}/putting-off"
    return lead.send(path, {"until": _day(days), "reason": reason})


def _day(days):
    return (date(2026, 3, 2) + timedelta(days=days)).isoformat()


def test_after_acceptance_the_lead_takes_a_promise_and_prints_its_paper(lead):
    assert "接受容缺承诺" in words(lead.get(lead.path))
    assert promise(lead).status_code == 302

    shown = words(lead.get(lead.path))
    assert "容缺，承诺 2026-03-09 前补齐" in shown
    assert "容缺材料补交期限 住所（经营场所）使用证明" in shown
    assert "容缺受理告知承诺书" in shown


def test_what_is_wrong_is_asked_again_with_what_was_typed(lead):
    assert "请选择补交期限" in words(promise(lead, until=""))
    far = promise(lead, until=_day(90))
    assert (far.status_code, '<dialog id="promise" open' in far.text) == (422, True)
    assert f'value="{_day(90)}"' in far.text


def test_a_promise_is_put_off_once_with_the_reason(lead):
    promise(lead)
    assert put_off(lead, 14, "").status_code == 422
    assert put_off(lead, 14).status_code == 302

    shown = words(lead.get(lead.path))
    assert "原定 2026-03-09，延期理由：房东外出" in shown
    assert "延期补交：" not in shown
    assert "容缺受理告知承诺书（延期）" in shown
    assert put_off(lead, 16).status_code == 409


def test_what_comes_late_is_said_to_be_late_though_it_was_put_off(lead, set_clock):
    promise(lead)
    put_off(lead, 14)
    set_clock("2026-03-17T09:00")
    before = words(lead.get(lead.path))
    lead.send(f"{lead.path}/materials", {"code": LEASE, "file": pdf()})
    after = words(lead.get(lead.path))

    assert "容缺逾期，应于 2026-03-16 前补齐" in before
    assert "2026-03-17 逾期补交" in after
    assert all("原定 2026-03-09，延期理由：房东外出" in one for one in (before, after))


def test_others_are_offered_nothing(lead, browser_of):
    promise(lead)
    other = browser_of("xuchangqing")
    shown = words(other.get(lead.path))

    assert "接受容缺承诺" not in shown
    assert "延期补交" not in shown
    said = {"material": LEASE, "until": _day(7)}
    assert other.send(f"{lead.path}/promises", said).status_code == 403
