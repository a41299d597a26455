"""Forecasts over the API and on the pages: for staff, with their error band (T16)."""

import pytest

from app.storage.case import cases
from app.storage.clock import paces
from app.storage.desk import case_tasks
from tests.web.pages.browsing import words

TOLD = {"tried": 120, "within": 96, "mean_error": 1.4}


@pytest.fixture
def known(served, in_review):
    """An office that knows how long the cases of an item took from every step on."""
    parts = served.extensions["parts"]
    with parts.database.writing() as session:
        case = cases.by_number(session, in_review["number"])
        steps = {task.step: [*range(1, 41)] for task in case_tasks.of_case(session, case.id)}
        row = {"item_code": case.item_code, "counted_on": case.received_on, "cases": 40}
        paces.replace(session, [row | {"steps": steps, "accuracy": TOLD}])
    return in_review["number"]


def test_staff_is_told_the_band_the_risk_and_how_good_forecasts_were(client_of, known):
    told = client_of("lixuemei").get(f"/cases/{known}/forecast").json["expected"]

    assert told["earliest_on"] < told["likely_on"] < told["latest_on"]
    assert (told["cases"], told["accuracy"]) == (40, TOLD)
    assert 0 < told["risk"] < 1


def test_the_page_of_the_case_says_the_same(examiner, known):
    page = words(examiner.get(f"/cases/{known}"))

    assert "预计决定日" in page
    assert "依据 40 件" in page
    assert "80% 落在区间内" in page


def test_the_page_of_handling_times_tells_what_forecasts_rest_on(examiner, known):
    page = words(examiner.get("/paces"))

    assert "企业设立联合审批" in page
    assert "80 %" in page


def test_a_case_nothing_is_known_of_has_no_forecast(client_of, in_review):
    client = client_of("lixuemei")

    assert client.get(f"/cases/{in_review['number']}/forecast").json == {"expected": None}
    assert client.get("/paces").json == {"items": []}
    assert client.get("/cases/77/forecast").status_code == 404


def test_applicants_and_strangers_are_told_nothing(nobody, in_review):
    assert nobody.get(f"/cases/{in_review['number']}/forecast").status_code == 401
