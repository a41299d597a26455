"""Forecasts by how long earlier cases took, and how good they are: features T16."""

import random
from datetime import date, timedelta

from engine.rules.forecasts import Accuracy, Forecast, Past, back_test, forecast, risk

FIRST = date(2026, 1, 5)
TWENTY = list(range(1, 21))


def test_of_ten_cases_one_is_earlier_and_one_is_later_than_the_band():
    assert forecast(TWENTY, spent=0, fewest=20) == Forecast(2, 10, 18, 20)


def test_only_cases_that_lasted_as_long_tell_how_much_longer_it_takes():
    assert forecast(TWENTY, spent=11, fewest=10) == Forecast(0, 4, 8, 10)


def test_too_few_cases_foretell_nothing():
    assert forecast(TWENTY, spent=0, fewest=21) is None
    assert forecast(TWENTY, spent=12, fewest=10) is None
    assert forecast([], spent=0, fewest=0) is None


def test_the_risk_is_the_share_that_took_longer_than_what_is_left():
    assert risk(TWENTY, spent=0, left=20) == 0
    assert risk(TWENTY, spent=0, left=15) == 0.25
    assert risk(TWENTY, spent=11, left=4) == 0.5


def test_a_limit_that_has_passed_is_missed_for_certain():
    assert risk(TWENTY, spent=0, left=-1) == 1
    assert risk(TWENTY, spent=30, left=5) == 1


def test_a_forecast_of_the_past_knows_only_what_was_decided_before_its_day():
    cases = [Past("look", FIRST, FIRST + timedelta(days=day), 9) for day in range(30)]

    assert back_test(cases, fewest=1) == Accuracy()


def test_steps_are_told_apart():
    days = [FIRST + timedelta(days=day) for day in range(10)]
    quick = [Past("check", day, day, 1) for day in days]
    slow = [Past("decide", day, day, 8) for day in days]

    assert back_test(quick + slow, fewest=5) == Accuracy(tried=10, within=10, mean_error=0.0)


def test_of_a_steady_office_eight_of_ten_forecasts_hold():
    draw = random.Random(16)
    cases = []
    for number in range(2_000):
        opened, took = FIRST + timedelta(days=number // 4), draw.randint(1, 30)
        cases.append(Past("decide", opened, opened + timedelta(days=took), took))

    told = back_test(cases, fewest=20)

    assert told.tried > 1_800
    assert 0.75 < told.within / told.tried < 0.87
    assert 6.5 < told.mean_error < 8.5
