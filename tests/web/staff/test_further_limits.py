"""Further limits of an item on its page of limits: typed, foreseen, decided about. Art. 44, 47."""

import pytest

PAGE = "/admin/items/enterprise_setup/limits"
HEARING = {
    "periods": "typed",
    "promised_days": "20",
    "statutory_days": "45",
    "periods.0.name": "听证申请期限",
    "periods.0.kind": "hearing_request",
    "periods.0.days": "5",
    "periods.0.unit": "working_days",
    "periods.0.from": "accepted",
    "periods.0.until": "decided",
    "periods.0.basis": "《行政许可法》第四十七条",
}


@pytest.fixture
def keeper(browser_of):
    browser = browser_of("chengxiao")
    browser.get(PAGE)
    return browser


@pytest.fixture
def periods(client_of):
    """The further limits after the last change."""
    return lambda: (
        client_of("chengxiao")
        .get("/items/enterprise_setup/limits/changes")
        .json["items"][0]["after"]["periods"]
    )


def test_the_page_shows_the_usual_limits_and_events_in_words(keeper):
    page = keeper.get(PAGE).text

    assert "颁发、送达证件" in page
    assert '<optgroup label="流程环节">' in page
    assert '<option value="paper:ACCEPTANCE_NOTICE"' in page


def test_a_further_limit_is_foreseen_with_what_was_typed_then_kept(keeper, periods):
    foreseen = keeper.get(PAGE, query_string=HEARING).text
    assert 'name="periods.0.kind" value="hearing_request"' in foreseen
    assert "没有在办办件需要调整" in foreseen

    kept = keeper.send(PAGE, HEARING | {"running": "keep", "reason": "告知听证权利"})

    assert kept.status_code == 302
    assert [(one["kind"], one["days"]) for one in periods()] == [("hearing_request", 5)]


def test_a_row_left_empty_is_no_limit_and_a_row_taken_away_ends_it(keeper, periods):
    said = {"running": "keep", "reason": "告知听证权利"}
    keeper.send(PAGE, HEARING | said)
    gone = {name: value for name, value in HEARING.items() if not name.startswith("periods.0")}

    keeper.send(PAGE, gone | said | {"periods.3.unit": "months"})

    assert periods() == []


def test_everything_wrong_is_told_at_once_at_its_field(keeper):
    wrong = HEARING | {"periods.0.days": "0", "periods.0.kind": "promised", "periods.0.from": ""}

    refused = keeper.send(PAGE, wrong | {"promised_days": "x"})

    assert refused.status_code == 422
    for place in ("promised_days", "periods.0.days", "periods.0.kind", "periods.0.from"):
        assert f'id="{place}-fault"' in refused.text


def test_a_kind_is_used_once_and_no_limit_ends_where_it_begins(keeper):
    twice = {name.replace("0", "1", 1): said for name, said in HEARING.items() if ".0." in name}

    refused = keeper.send(
        PAGE, HEARING | twice | {"periods.0.until": "accepted", "running": "keep", "reason": "x"}
    )

    assert 'id="periods.1.kind-fault"' in refused.text
    assert 'id="periods.0.until-fault"' in refused.text
