"""Somebody counts by the old calendar, or the old limits, while a change of them is applied."""

from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

import pytest

from app import clock
from app.storage.clock import calendar as stored
from app.usecases.calendars import deciding, proposing
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.limits import changing
from app.usecases.limits.changing import Wish
from app.usecases.tasks import reviewing
from tests.office import TEA
from tests.usecases.calendars.telling import applied, rest
from tests.usecases.desk import ACCEPT, PARTY, STRANGER

TIMEOUT = 60

# SQLite has one writer: nobody acts while a change is applied.
pytestmark = pytest.mark.parametrize("databases", ["postgres"], indirect=True)


@contextmanager
def slowly(desk, who, deed):
    """Somebody does a deed and comes to its commit only when the block ends."""
    begun, may_commit = Event(), Event()

    def do():
        with desk.work(who) as work:
            deed(work)
            work.session.flush()
            begun.set()
            assert may_commit.wait(TIMEOUT)

    thread = Thread(target=do)
    thread.start()
    assert begun.wait(TIMEOUT)
    try:
        yield
    finally:
        may_commit.set()
        thread.join(TIMEOUT)


def follow(in_app):
    with in_app():
        return clock.follow_changes()


def hand_in(desk):
    def deed(work):
        case, _ = applying.submit(work, HandIn("enterprise_setup", PARTY, dict(TEA)))
        desk.number = case.number

    return deed


def test_a_case_handed_in_while_the_calendar_changes_follows_it(desk, in_app):
    follow(in_app)  # that of the demo office
    with slowly(desk, STRANGER, hand_in(desk)):
        applied(desk, rest("2026-03-03"))
        assert follow(in_app) == 0
    (limit,) = desk.deadlines(kind="step")
    before = limit.due_at
    assert follow(in_app) == 1

    assert desk.deadlines(kind="step")[0].due_at > before
    assert desk.breaches() == []


def test_a_limit_that_begins_while_the_calendar_changes_follows_it(desk, in_app):
    desk.hand_in()
    follow(in_app)
    task = desk.task("check_materials").id
    accept = lambda work: reviewing.complete_task(work, task, dict(ACCEPT))  # noqa: E731
    with slowly(desk, "zhouwenjing", accept):
        applied(desk, rest("2026-03-03"))
        assert follow(in_app) == 0
    assert desk.case().promised_due_on == date(2026, 3, 30)
    assert follow(in_app) == 1

    assert desk.case().promised_due_on == date(2026, 3, 31)
    assert desk.breaches() == []


def keeping(change_id):
    return lambda work: deciding.apply(work, change_id, "keep", "通知要求")


def test_a_case_handed_in_while_a_change_is_put_in_force_does_not_keep_what_it_never_was_told(
    desk, in_app
):
    follow(in_app)
    change = desk.do("chengxiao", proposing.propose, rest("2026-03-03"))
    with slowly(desk, "chengxiao", keeping(change.id)):
        desk.hand_in()
    (limit,) = desk.deadlines(kind="step")
    before = limit.due_at
    assert follow(in_app) == 1

    assert desk.deadlines(kind="step")[0].due_at > before
    assert desk.breaches() == []


def test_a_case_handed_in_while_the_limits_of_its_item_change_takes_them_over(desk, in_app):
    follow(in_app)
    wish = Wish(18, 20, running="move", reason="提速承诺")
    with slowly(desk, STRANGER, hand_in(desk)):
        desk.do("chengxiao", changing.change_limits, "enterprise_setup", wish)
        assert follow(in_app) == 0
    assert desk.case().item["promised_days"] == 20
    assert follow(in_app) == 1

    assert desk.case().item["promised_days"] == 18


def test_verify_sees_a_limit_that_was_missed_by_a_change(desk, in_app):
    follow(in_app)
    desk.accepted()
    change_id = applied(desk, rest("2026-03-03"))
    with desk.work("chengxiao") as work:
        move = stored.move_of(work.session, change_id)
        move.ended_at = work.now  # as if the walk had missed it

    assert any("is due at" in breach for breach in desk.breaches())
