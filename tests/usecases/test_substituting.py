"""While somebody is away a colleague does their tasks, and nothing else, until the last day."""

from datetime import date

import pytest

from app.storage.desk import inbox, substitutions
from app.storage.desk.inbox import Wanted
from app.usecases.people import substituting
from app.usecases.people.substituting import Wish
from app.usecases.tasks import claiming
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases.desk import HOTEL
from tests.usecases.test_reviewing import EXAMINED

AWAY, SUBSTITUTE, STRANGER, ADMINISTRATOR = "wangjianguo", "luojun", "pengchao", "chengxiao"
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 6)
AGREE = {"opinion": "agree"}


def arrange(desk, who=AWAY, substitute=SUBSTITUTE, first=FIRST, last=LAST, **scope):
    return desk.do(who, substituting.arrange, Wish(substitute, first, last, **scope))


def claimable(desk, who):
    with desk.look(who) as work:
        return [task.id for task, _ in inbox.listed(work.session, work.actor, Wanted())]


@pytest.fixture
def asked(desk):
    """The task of whoever will be away."""
    desk.accepted()
    return claimable(desk, AWAY)[0]


def test_a_substitute_sees_and_claims_tasks_and_both_names_stand_in_the_history(desk, asked):
    assert asked not in claimable(desk, SUBSTITUTE)
    arrange(desk)
    assert asked in claimable(desk, SUBSTITUTE)

    desk.do(SUBSTITUTE, claiming.claim, asked)

    entry = desk.history()[-1]
    assert (entry.what, entry.details["on_behalf"]) == ("task.claimed", "王建国")


def test_a_signature_given_for_somebody_bears_both_names(desk):
    desk.accepted(HOTEL)
    arrange(desk, who=STRANGER)

    desk.answer(SUBSTITUTE, "examine_pre_approval", EXAMINED, department="fire")

    done = desk.task("examine_pre_approval", "fire", closed=True)
    assert done.closed_by_name == "罗军（代彭超）"
    with pytest.raises(NotAllowed):
        desk.answer(STRANGER, "approve_pre_approval", AGREE, department="fire")


def test_a_substitute_takes_over_what_whoever_is_away_holds_and_nobody_else_does(desk, asked):
    desk.do(AWAY, claiming.claim, asked)
    arrange(desk)

    assert asked in claimable(desk, SUBSTITUTE)
    with pytest.raises(Conflict):
        desk.do("lixuemei", claiming.claim, asked)
    assert desk.do(SUBSTITUTE, claiming.claim, asked).assignee_id


def test_it_ends_by_itself_and_what_was_in_hand_goes_back(desk, asked):
    arrange(desk)
    desk.do(SUBSTITUTE, claiming.claim, asked)
    desk.wait_until("2026-03-07T00:05")

    with pytest.raises((NotAllowed, NotFound)):
        desk.do(SUBSTITUTE, claiming.save_draft, asked, {})
    with desk.look() as work:
        (over,) = substitutions.over(work.session, work.today)
    desk.do(AWAY, substituting.settle, over)

    assert desk.do(AWAY, claiming.claim, asked).claimed_at
    assert desk.told()[-1] == "task.given_back"


def test_only_the_items_named_are_covered(desk, asked):
    arrange(desk, items=("enterprise_opening",))
    assert asked not in claimable(desk, SUBSTITUTE)
    with pytest.raises(NotFound):
        desk.do(SUBSTITUTE, claiming.claim, asked)

    arrange(desk, items=("enterprise_setup",))

    assert asked in claimable(desk, SUBSTITUTE)


def test_neither_of_two_signatures_is_given_for_whoever_gave_the_other(desk):
    desk.accepted(HOTEL)
    desk.answer(STRANGER, "examine_pre_approval", EXAMINED, department="fire")
    arrange(desk, who=STRANGER)

    with pytest.raises(NotAllowed) as refused:
        desk.answer(SUBSTITUTE, "approve_pre_approval", AGREE, department="fire")

    assert refused.value.code == "signature.same_person"


def test_a_circle_or_a_substitute_who_is_away_is_refused(desk):
    arrange(desk)

    with pytest.raises(Invalid) as refused:
        arrange(desk, who=SUBSTITUTE, substitute=AWAY)
    later = arrange(desk, SUBSTITUTE, AWAY, date(2026, 3, 9), date(2026, 3, 10))

    assert [one.code for one in refused.value.faults] == ["substitution.away"]
    assert later.id


def test_everything_wrong_is_told_at_once(desk):
    with pytest.raises(Invalid) as refused:
        arrange(
            desk, substitute=AWAY, first=LAST, last=FIRST, items=("none",), departments=("tax",)
        )

    assert {one.place for one in refused.value.faults} == {
        *("substitute", "to_on", "items", "departments")
    }


def test_only_administrators_arrange_it_for_others_and_both_are_told(desk):
    with pytest.raises(NotAllowed):
        arrange(desk, who=STRANGER, person=AWAY)

    row = arrange(desk, who=ADMINISTRATOR, person=AWAY)

    with pytest.raises(NotAllowed):
        desk.do(STRANGER, substituting.end, row.id)
    desk.do(SUBSTITUTE, substituting.end, row.id)
    with pytest.raises(Conflict):
        desk.do(AWAY, substituting.end, row.id)
