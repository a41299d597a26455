"""A limit is about to end before it ends: so long before, or when so much of it is used."""

from datetime import date

import pytest

from engine.rules import deadlines, lights
from engine.rules.pauses import Pause
from engine.rules.prewarnings import Lead, Span, warn_at
from engine.rules.timers import Rule
from engine.stories.telling import moment

USUAL = Lead()


def at(said):
    return moment(f"2026-{said}")


@pytest.fixture
def warned(calendar):
    """Counts a limit and tells from when it is about to end: ``warned("working_days", 5, …)``."""

    def count(kind, value, start="03-02T09:00", lead=USUAL, pauses=(), extra=0):
        rule = Rule(kind, str(value))
        due_at = deadlines.due_at(rule, at(start), calendar, pauses, extra)
        return warn_at(Span(rule, at(start), due_at, pauses, extra), calendar, lead)

    return count


def test_the_warning_comes_one_working_day_before_t_42(warned):
    assert warned("working_days", 5) == at("03-06T00:00")
    assert deadlines.passes_at(date(2026, 3, 9)) == at("03-10T00:00")


def test_the_warning_steps_over_a_holiday_t_43(warned):
    assert warned("working_days", 4, "09-24T10:00") == at("09-30T00:00")


def test_of_two_warnings_the_earlier_counts_facts_2_6(warned):
    assert warned("working_days", 20, lead=Lead(1, 80)) == at("03-24T00:00")
    assert warned("working_days", 20, lead=Lead(5, 80)) == at("03-23T00:00")
    assert warned("working_days", 3, lead=Lead(1, 80)) == at("03-04T00:00")


def test_a_warning_for_the_last_day_itself(warned):
    assert warned("working_days", 5, lead=Lead(0)) == at("03-09T00:00")


def test_no_warning_comes_before_the_first_day_that_counts(warned):
    assert warned("working_days", 3, "03-06T16:00", Lead(9)) == at("03-09T00:00")


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (("working_days", 1), "03-03T15:30"),
        (("working_hours", 4, "03-02T14:00"), "03-02T16:00"),
        (("working_hours", 1, "03-02T14:00"), "03-02T14:00"),
        (("half_days", 2), "03-03T10:00"),
        (("natural_days", 1), "03-03T15:30"),
        (("duration", "PT3H", "03-02T09:00"), "03-02T10:00"),
        (("duration", "PT2H", "03-02T08:00"), "03-02T08:00"),
    ],
    ids=lambda given: "-".join(map(str, given)) if isinstance(given, tuple) else given,
)
def test_a_short_limit_warns_two_office_hours_before_facts_2_6(warned, limit, expected):
    assert warned(*limit) == at(expected)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (("half_days", 6), "03-04T00:00"),
        (("natural_days", 10), "03-11T00:00"),
        (("months", 1), "04-01T00:00"),
        (("duration", "P10D"), "03-11T00:00"),
        (("instant", "2026-03-20T12:00:00+08:00"), "03-19T00:00"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else given,
)
def test_every_unit_warns_a_working_day_before_its_last_day_d_23(warned, limit, expected):
    assert warned(*limit) == at(expected)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (("half_days", 20), "03-12T00:00"),
        (("natural_days", 20), "03-18T00:00"),
        (("months", 1), "03-27T00:00"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else given,
)
def test_every_unit_knows_what_share_of_it_is_used(warned, limit, expected):
    assert warned(*limit, lead=Lead(1, 80)) == at(expected)


def test_a_turn_of_a_cycle_is_no_limit_and_warns_nobody(warned):
    assert warned("cycle", "R3/P7D") is None


def test_a_pause_and_an_extension_move_the_warning_with_the_limit_art_42_45(warned):
    stood = (Pause(date(2026, 3, 3), date(2026, 3, 10)),)

    assert warned("working_days", 5, pauses=stood) == at("03-13T00:00")
    assert warned("working_days", 5, lead=Lead(1, 80), extra=5) == at("03-12T00:00")


def test_a_light_turns_yellow_with_the_warning_and_red_with_the_limit_t_42(warned):
    yellow, due = warned("working_days", 5), deadlines.passes_at(date(2026, 3, 9))

    assert lights.light(at("03-05T23:59"), yellow, due) == "green"
    assert lights.light(at("03-06T00:00"), yellow, due) == "yellow"
    assert lights.light(at("03-10T00:00"), yellow, due) == "red"
    assert lights.light(at("03-10T00:00"), None, None) == "none"
