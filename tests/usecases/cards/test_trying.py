"""Before rules change, what they would have done is shown case by case (U2)."""

from dataclasses import replace
from datetime import date

import pytest

from app.usecases.cards import ruling, trying
from engine.errors import Conflict, Invalid, NotAllowed
from engine.rules.card_reading import written
from tests.usecases.cards.conftest import LEAD, SUPERVISOR, accept

MARCH = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def april(case):
    """Of two cases one was decided late by a day, the other by more than the law allows."""
    late = case.desk.number
    accept(case.desk)
    slow, case.desk.number = case.desk.number, late
    case.at("2026-03-10T10:00")
    case.desk.answer(LEAD, "look", {"opinion": "x"})
    case.desk.number = slow
    case.late, case.slow = late, slow
    return case.at("2026-04-02T09:00")


def tried(case, *changes):
    """What the rules in force give with some changes."""
    with case.desk.look(SUPERVISOR) as work:
        rules = [replace(rule, **dict(changes).get(rule.code, {})) for rule in work.rulebook.rules]
        return trying.try_rules(work, rules, *MARCH)


def test_the_rules_in_force_give_what_was_given(april):
    trial = tried(april)

    assert trial.differences == []
    assert trial.before == {"prewarning": 4, "yellow": 2, "red": 1}
    assert trial.cases == 2


def test_a_stricter_rule_shows_the_red_cards_it_would_have_given(april):
    """The one decided on the day after would still have none."""
    trial = tried(april, ("promised_long_late", {"active": True}))

    assert [(one.case, one.rule, one.before, one.then, one.on) for one in trial.differences] == [
        (april.slow, "promised_long_late", None, "red", date(2026, 3, 11))
    ]


def test_a_milder_rule_shows_the_cards_it_would_have_spared(april):
    trial = tried(april, ("promised_late", {"after": 2}), ("step_late", {"active": False}))

    gone = [(one.case, one.rule) for one in trial.differences if one.then is None]
    assert gone == sorted(
        [(april.late, "promised_late"), (april.late, "step_late"), (april.slow, "step_late")]
    )


def test_another_level_is_a_difference_of_the_same_card(april):
    trial = tried(april, ("promised_late", {"level": "red"}))

    assert {(one.before, one.then) for one in trial.differences} == {("yellow", "red")}


def test_a_quarter_of_too_many_yellow_cards_is_counted_again(april):
    trial = tried(april, ("third_yellow", {"least": 2}))

    assert [(one.rule, one.then) for one in trial.differences] == [("third_yellow", "red")]


def test_a_period_that_has_not_been_is_refused(april):
    with april.desk.look(SUPERVISOR) as work, pytest.raises(Invalid):
        trying.try_rules(work, work.rulebook.rules, date(2026, 4, 1), date(2026, 5, 1))


def rules(case):
    with case.desk.look() as work:
        return [written(rule) for rule in work.rulebook.rules]


def test_a_change_of_the_rules_is_a_version_with_who_when_and_why(case):
    changed = [rule | {"active": False} for rule in rules(case)]

    version = case.do(SUPERVISOR, ruling.change_rules, changed, "停用试行")

    assert (version.version, version.changed_by_name, version.reason) == (1, "蔡守诚", "停用试行")
    assert case.at("2026-06-30T09:00").cards() == []
    assert [e.details["rule"] for e in case.desk.history() if e.what == "card.spared"] == [
        "promised_near"
    ]


def test_the_same_rules_are_no_change_and_others_change_none(case):
    with pytest.raises(Conflict):
        case.do(SUPERVISOR, ruling.change_rules, rules(case), "没有变化")
    with pytest.raises(NotAllowed):
        case.do(LEAD, ruling.change_rules, rules(case)[:1], "想改")


def test_everything_wrong_with_rules_is_told_at_once(case):
    wrong = [rules(case)[2] | {"after": -1, "level": "green"}, rules(case)[3] | {"paper": ""}]

    with pytest.raises(Invalid) as refusal:
        case.do(SUPERVISOR, ruling.change_rules, wrong, "试试")

    assert {fault.place for fault in refusal.value.faults} == {
        "rules.promised_late.after",
        "rules.promised_long_late.paper",
    }
