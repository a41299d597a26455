"""Other limits of an item: foreseen, decided about, taken over one by one. Art. 42, facts T14."""

from datetime import date

import pytest

from app import clock
from app.storage.clock import limit_changes
from app.storage.office import items
from app.usecases.limits import changing, following
from app.usecases.limits.changing import Wish
from app.usecases.office import organising
from app.usecases.office.cataloguing import Offer, change_item
from engine.errors import Invalid
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.drawing import ASKED
from tests.usecases.test_periods import answer

KEEPER = "chengxiao"
ITEM = "granting"
SHORTER = Wish(5, 20, running="move", reason="提速承诺")


@pytest.fixture
def running(desk):
    """A case accepted on 2 March 2026 with a promise of ten working days."""
    drawing.shelve(desk, drawing.granting(days="2"))
    desk.hand_in({}, item=ITEM)
    return answer(desk, "accept")


def promised(desk):
    return desk.case().promised_due_on


def change(desk, in_app, wish):
    made = desk.do(KEEPER, changing.change_limits, ITEM, wish)
    with in_app():
        clock.follow_changes()
    with desk.look() as work:
        return limit_changes.of_id(work.session, made.id)


def foresee(desk, wish):
    with desk.look(KEEPER) as work:
        return following.foresee(work, ITEM, wish)[0]


def test_it_is_foreseen_which_cases_move_from_when_to_when_and_nothing_changes(running):
    running.wait_until("2026-03-06T10:00")
    (row,) = foresee(running, SHORTER)

    (limit,) = row.limits
    assert (limit.old.due_on, limit.new.due_on) == (date(2026, 3, 16), date(2026, 3, 9))
    assert (row.light, row.new_light) == ("green", "yellow")
    assert promised(running) == date(2026, 3, 16)


def test_a_shorter_promise_is_taken_over_by_running_cases_and_told(running, in_app):
    made = change(running, in_app, SHORTER)

    assert (made.moved, made.ended_at is not None) == (1, True)
    assert promised(running) == date(2026, 3, 9)
    assert running.case().item["promised_days"] == 5
    assert running.told()[-1] == "deadlines.moved"
    assert running.history()[-2].details["before"]["promised_days"] == 10
    assert running.breaches() == []


def test_without_a_word_running_cases_keep_their_limits_and_new_ones_follow(running, in_app):
    made = change(running, in_app, Wish(5, 20, reason="提速承诺"))

    assert (made.running, made.looked_at, promised(running)) == ("keep", 0, date(2026, 3, 16))
    assert running.hand_in({}, item=ITEM).item["promised_days"] == 5


def test_a_shorter_promise_never_ends_before_today(running, in_app):
    running.wait_until("2026-03-12T10:00")
    change(running, in_app, SHORTER)

    assert promised(running) == date(2026, 3, 12)
    assert running.case().item["promised_days"] == 8


def test_a_longer_promise_is_for_new_cases_only_art_8(running):
    with pytest.raises(Invalid) as refusal:
        running.do(KEEPER, changing.change_limits, ITEM, Wish(15, 20, running="move", reason="忙"))

    assert [fault.code for fault in refusal.value.faults] == ["limit.longer"]


def test_an_error_is_corrected_with_its_reason(running, in_app):
    wish = Wish(15, 20, running="move", reason="录入错误", corrects=True)
    made = change(running, in_app, wish)

    assert (made.corrects, made.told_by, promised(running)) == (True, "程晓", date(2026, 3, 23))


def test_everything_wrong_is_told_at_once_and_never_more_than_the_law_art_42(running):
    with pytest.raises(Invalid) as refusal:
        running.do(KEEPER, changing.change_limits, ITEM, Wish(25, 20, reason="x"))
    with pytest.raises(Invalid) as empty:
        running.do(KEEPER, changing.change_limits, ITEM, Wish(10, 20, running="later"))

    assert [fault.code for fault in refusal.value.faults] == ["limit.promise_too_long"]
    told = {fault.code for fault in empty.value.faults}
    assert told == {"limit.no_reason", "limit.running", "limit.same"}


def test_a_case_not_accepted_yet_counts_by_the_new_limits_once_it_is(desk, in_app):
    drawing.shelve(desk, drawing.granting(days="2"))
    desk.hand_in({}, item=ITEM)
    assert [one.limits for one in foresee(desk, SHORTER)] == [[]]
    change(desk, in_app, SHORTER)
    answer(desk, "accept")

    assert promised(desk) == date(2026, 3, 9)


def test_a_shorter_further_limit_moves_what_runs_art_44(running, in_app):
    answer(running, "decide")
    issue = {"kind": "issue", "name": "送达", "days": 3, "from": "decided", "until": "delivered"}
    wish = Wish(10, 20, [issue | {"basis": "本地"}], running="move", reason="提速")
    change(running, in_app, wish)

    assert running.deadlines(kind="issue")[0].due_on == date(2026, 3, 5)


def test_the_page_of_an_item_leaves_limits_alone_while_cases_run(running):
    offer = Offer(ITEM, "health", "committed", 5, 20, 1, 1, None, 1, 1, True)
    publications = dict.fromkeys(
        ("service", "basis", "conditions", "materials", "procedure", "limits", "fee", "result"), "x"
    )
    with running.work(KEEPER) as work:
        items.of_code(work.session, ITEM).publications = publications
        changed = change_item(work, ITEM, offer)
        assert (changed.promised_days, changed.lead_department) == (10, "health")


def test_other_limits_of_the_office_file_are_for_new_cases_and_on_the_record(running):
    lead = {"code": "market_regulation", "name": "市场监管局"}
    row = {"code": ITEM, "name": ITEM, "process": ITEM, "lead_department": lead["code"]}
    limits = {"handling_kind": "committed", "promised_days": 7, "statutory_days": 20}
    office = {"name": "滨江区", "departments": [lead], "items": [row | limits]}
    running.do(KEEPER, organising.load_office, office)

    with running.look() as work:
        (made,) = limit_changes.of_item(work.session, ITEM)
    assert (made.running, made.after["promised_days"]) == ("keep", 7)


def test_a_case_one_of_whose_limits_is_due_takes_a_change_over_before_its_turn_and_once(
    running, in_app
):
    running.do(KEEPER, changing.change_limits, ITEM, SHORTER)
    running.wait_until("2026-03-17T10:00")  # the promise of ten days has passed

    with in_app():
        clock.catch_up(running.number)
        clock.follow_changes()

    assert running.told().count("limits.changed") == 1
    assert running.breaches() == []


def staged():
    """A window that accepts, and two steps of three and four working days one after the other."""
    three, four = ASKED | {"limit": "3"}, ASKED | {"limit": "4"}
    drawn = Drawing("staged").start().user("accept", milestone="accepted", **ASKED)
    drawn.user("look", **three).user("decide", milestone="decided", **four)
    return drawn.end("granted").flow("start", "accept", "look", "decide", "granted")


@pytest.mark.parametrize("running", ["move", "keep"])
def test_a_promise_shorter_than_the_steps_one_after_the_other_is_refused_l3(desk, running):
    drawing.shelve(desk, staged())
    desk.hand_in({}, item="staged")

    with pytest.raises(Invalid) as refusal:
        desk.do(KEEPER, changing.change_limits, "staged", Wish(6, 20, None, running, "提速"))

    (fault,) = refusal.value.faults
    assert (fault.place, fault.code) == ("promised_days", "limit.steps")
    assert (fault.params["steps"], fault.params["days"]) == ("look 3、decide 4", 7)
    desk.do(KEEPER, changing.change_limits, "staged", Wish(7, 20, None, running, "提速"))


def test_a_step_that_is_longer_than_the_promise_is_named(desk):
    drawing.shelve(desk, staged())

    with pytest.raises(Invalid) as refusal:
        desk.do(KEEPER, changing.change_limits, "staged", Wish(3, 20, reason="提速"))

    assert [fault.params["step"] for fault in refusal.value.faults] == ["decide"]


def test_running_cases_are_judged_by_the_version_they_go_on_by(desk):
    drawing.shelve(desk, staged())
    desk.hand_in({}, item="staged")
    drawing.shelve(desk, drawing.granting("staged", days="2"))
    desk.do(KEEPER, changing.change_limits, "staged", Wish(6, 20, reason="提速"))

    with pytest.raises(Invalid):
        desk.do(KEEPER, changing.change_limits, "staged", Wish(5, 20, None, "move", "提速"))


def test_a_further_limit_in_another_unit_moves_what_runs_civil_code_201(running, in_app):
    answer(running, "decide")
    issue = {"kind": "issue", "name": "送达", "days": 7, "unit": "natural_days", "basis": "本地"}
    issue |= {"from": "decided", "until": "delivered"}
    change(running, in_app, Wish(10, 20, [issue], running="move", reason="改计自然日"))

    (row,) = running.deadlines(kind="issue")
    assert (row.rule_kind, row.due_on) == ("natural_days", date(2026, 3, 9))
    assert running.breaches() == []


def test_the_warning_before_a_promise_moves_with_it_t7(running, in_app):
    """Of two answers the earlier: a day before the end, or four of five days used."""
    change(running, in_app, SHORTER)

    (warning,) = running.deadlines(kind="prewarning")
    assert (warning.rule_kind, warning.rule_value) == ("nth_working_day", "4")
    assert running.breaches() == []
