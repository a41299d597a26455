"""Cards fall by rules, exactly once, on the days the law's calendar gives (facts 2.6, T-42; T9)."""

from sqlalchemy import select

from app import clock
from app.storage.case.cases import Case
from app.storage.supervision.cards import Card
from app.usecases.cards import ruling
from app.usecases.clocks import extending, pausing
from app.usecases.clocks.checking import Wish
from app.usecases.clocks.extending import Wish as Extension
from app.usecases.tasks import claiming
from engine.rules.card_reading import written
from engine.rules.deadlines import OFFICE_ZONE as CHINA
from tests.usecases.cards.conftest import LEAD, SUPERVISOR, Carded, accept
from tests.usecases.desk import CLOCK
from tests.usecases.drawing import MANY, publish, twenty_opinions
from tests.usecases.racing import at_once

T42 = [
    ("promised_near", "2026-03-06"),
    ("promised_late", "2026-03-10"),
    ("step_late", "2026-03-10"),
    ("statutory_late", "2026-03-31"),
]


def test_a_run_past_both_limits_gives_one_yellow_and_one_red_card_with_papers(case):
    """T9."""
    case.at("2026-06-30T09:00")

    yellow, red = case.cards("yellow", "red")
    assert (yellow.level, red.level) == ("yellow", "red")
    papers = [kind for kind in case.papers() if kind.endswith("CARD_NOTICE")]
    assert papers == ["YELLOW_CARD_NOTICE", "RED_CARD_NOTICE"]
    assert case.desk.breaches() == []


def test_cards_fall_on_the_days_of_the_calendar(case):
    """T-42: warned on 6 March, yellow from 10 March, red from 31 March."""
    case.at("2026-03-31T00:00")

    assert case.days() == T42


def test_what_falls_while_the_clock_ticks_is_what_falls_when_it_catches_up(case):
    for day in ("2026-03-06", "2026-03-09", "2026-03-10", "2026-03-31"):
        case.at(f"{day}T08:00")

    assert case.days() == T42
    assert [one.given_on.isoformat() for one in case.cards()] == [day for _, day in T42]


def test_nobody_is_carded_for_a_day_on_which_the_limit_is_still_in_time(case):
    """T-51: the last day is not over before its midnight."""
    case.at("2026-03-09T23:59")
    case.desk.answer(LEAD, "look", {"opinion": "x"})
    case.at("2026-06-30T09:00")

    assert case.days("yellow", "red") == []
    assert case.desk.breaches() == []


def test_a_decision_of_the_day_after_has_its_yellow_and_no_red_card(case):
    """Case c4 of the statistics: late by one day, inside the law."""
    case.at("2026-03-10T16:00")
    case.desk.answer(LEAD, "look", {"opinion": "x"})
    case.at("2026-06-30T09:00")

    assert case.days("yellow", "red") == [("promised_late", "2026-03-10")]


def test_the_two_clocks_are_two_cards_and_a_late_step_is_none_of_the_case(case):
    """T8, D-15: promised and statutory limit, and the step's own, are judged apart."""
    case.at("2026-03-10T00:00")

    kinds = {one.rule: (one.limit_kind, one.step) for one in case.cards()}
    assert kinds["promised_late"] == ("promised", None)
    assert kinds["step_late"] == ("step", "look")


def test_nothing_is_carded_for_time_that_does_not_count(case):
    """Art. 45: a review from 5 to 19 March excludes ten working days."""
    case.at("2026-03-05T10:00")
    wish = Wish("expert_review", 10, "专家评审")
    paused = case.do(LEAD, pausing.pause_case, case.desk.number, wish)
    case.at("2026-03-19T10:00")
    assert case.cards() == []

    case.desk.end_pause(LEAD, paused.id)

    assert case.at("2026-04-15T00:00").days("yellow", "red") == [
        ("promised_late", "2026-03-24"),
        ("statutory_late", "2026-04-15"),
    ]


def test_a_warning_that_waits_for_its_day_stands_and_follows_the_pause(case):
    """T5: due on 6 March; three working days of review put it off to the 11th."""
    wish = Wish("expert_review", 3, "专家评审")
    case.do(LEAD, pausing.pause_case, case.desk.number, wish)

    (waiting,) = case.desk.deadlines(kind="prewarning")
    assert waiting.state == "paused"
    assert waiting.due_at.astimezone(CHINA).isoformat() == "2026-03-11T00:00:00+08:00"


def test_a_card_put_off_to_a_working_day_is_not_given_where_all_is_done_before(case):
    """Passed on Monday, the red card of two working days waits for Wednesday."""
    case.do(SUPERVISOR, ruling.change_rules, two_days_red(case), "从严")
    case.at("2026-03-10T09:00")
    assert [one.state for one in case.desk.deadlines(kind="card")] == ["fired", "running"]
    case.desk.answer(LEAD, "look", {"opinion": "x"})

    assert case.at("2026-06-30T09:00").days("red") == []


def test_the_second_working_day_after_the_promise_is_a_red_card_where_a_rule_says_so(case):
    """Facts 2.6: promised passed by two working days."""
    case.do(SUPERVISOR, ruling.change_rules, two_days_red(case), "从严")

    assert case.at("2026-03-12T09:00").days("red") == [("promised_long_late", "2026-03-11")]


def two_days_red(case):
    """The rules in force, with the one that is off as it ships."""
    with case.desk.look() as work:
        rules = [written(rule) for rule in work.rulebook.rules]
    return [rule | {"active": True} for rule in rules]


def test_an_extension_moves_the_warning_and_the_red_card(case):
    """Art. 42: five working days more, before the limit ends."""
    wish = Extension(5, "案情复杂", "weiguodong")
    case.do(LEAD, extending.extend_case, case.desk.number, wish)

    assert case.at("2026-04-30T09:00").days() == [
        ("step_late", "2026-03-10"),
        ("promised_near", "2026-03-13"),
        ("promised_late", "2026-03-17"),
        ("statutory_late", "2026-04-08"),
    ]


def test_whoever_holds_a_task_of_the_lead_is_named_else_its_head(case):
    case.do(LEAD, claiming.claim, case.desk.task("look").id)

    (yellow,) = case.at("2026-03-10T00:00").cards("yellow")

    assert (yellow.person_name, yellow.group) == ("王建国", "market_regulation/examiner")
    told = {one.group or one.person_id for one in case.desk.notices() if one.what == "notice.card"}
    assert {"market_regulation/approver", "supervisor", yellow.person_id} <= told


def test_nobody_holding_it_the_approver_of_the_lead_answers(case):
    (yellow,) = case.at("2026-03-10T00:00").cards("yellow")

    assert (yellow.person_id, yellow.group) == (None, "market_regulation/approver")


def test_twenty_departments_late_at_once_get_a_card_each(desk):
    publish(desk, twenty_opinions())
    desk.hand_in({}, item="twenty")
    case = Carded(desk).at("2026-03-10T09:00")

    assert sorted(one.department for one in case.cards()) == MANY
    assert desk.breaches() == []


def test_two_clocks_at_once_give_one_card(case, in_app):
    case.desk.wait_until("2026-03-10T00:00")

    def tick():
        with in_app():
            return list(clock.passing())

    at_once(tick, tick)
    tick()

    assert case.days("yellow") == [("promised_late", "2026-03-10")]
    assert case.desk.breaches() == []


def test_the_third_yellow_card_of_a_quarter_is_a_red_one_besides(case):
    """Facts 2.6: per department and quarter, once."""
    for _ in range(3):
        accept(case.desk)
    for row in case.desk.all(select(Case)):
        case.desk.number = row.number
        case.at("2026-03-10T09:00")

    red = case.desk.all(select(Card).filter_by(level="red"))
    assert [(one.rule, one.department) for one in red] == [("third_yellow", "market_regulation")]


def test_a_refusal_without_a_reason_is_carded_with_the_deed(case):
    """Art. 38(2), 72; the one with a reason is not."""
    case.desk.answer(LEAD, "look", {"opinion": "disagree"})

    (card,) = case.cards("yellow")
    assert (card.rule, card.person_name, card.step) == ("no_reason", "王建国", "look")
    assert case.desk.breaches() == []


def test_cards_are_facts_of_the_chain_of_their_case(case):
    case.at("2026-03-10T00:00")

    given = [entry for entry in case.desk.history() if entry.what == "card.given"]
    assert [entry.details["rule"] for entry in given] == ["promised_late"]
    assert case.desk.told().count("card.warned") == 2
    assert {entry.actor["id"] for entry in given} == {CLOCK.id}
