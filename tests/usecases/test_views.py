"""Every part of the inbox holds what it says, whatever was done; what presses is never hidden."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from app.shapes.desk.inbox import ends_within
from app.storage.case.cases import Case
from app.storage.desk import inbox
from app.storage.desk.inbox import Wanted
from app.storage.desk.tasks import NEVER, Task
from app.usecases import handing
from app.usecases.handing import Wish
from app.usecases.people import substituting
from app.usecases.tasks import claiming, snoozing
from engine.errors import Conflict, Invalid, NotAllowed, Refusal
from engine.stories.telling import moment
from tests import office
from tests.usecases.desk import HOTEL, TEA

PEOPLE = ("wangjianguo", "lixuemei", "xuchangqing", "mahongmei", "pengchao", "luojun")
HOLDER = "wangjianguo"
ACTIONS = 200
SEED = 20261129


def views(desk, who):
    with desk.look(who) as work:
        return inbox.counts(work.session, work.actor, ends_within(work), work.now)


def mine(desk, who, view="mine"):
    with desk.look(who) as work:
        wanted = Wanted(view, at=work.now)
        return [task.id for task, _ in inbox.listed(work.session, work.actor, wanted)]


@pytest.fixture
def held(desk):
    """A task somebody holds; nothing about it presses."""
    desk.accepted()
    with desk.look(HOLDER) as work:
        task = inbox.listed(work.session, work.actor, Wanted())[0][0]
    return desk.do(HOLDER, claiming.claim, task.id)


def test_what_is_put_off_comes_back_on_its_day(desk, held):
    with desk.look() as work:
        tomorrow = work.today + timedelta(days=1)
    desk.do(HOLDER, snoozing.snooze, held.id, tomorrow)
    hidden = mine(desk, HOLDER), mine(desk, HOLDER, "snoozed")
    desk.wait_until(f"{tomorrow}T00:00")

    assert hidden == ([], [held.id])
    assert mine(desk, HOLDER) == [held.id]


def test_what_is_put_off_comes_back_once_it_presses(desk, held):
    with desk.look() as work:
        far = work.today + timedelta(days=80)
    desk.do(HOLDER, snoozing.snooze, held.id, far)
    presses = min(one for one in (held.yellow_at, desk.case().yellow_at) if one)
    office.put_clock_on(desk.parts, presses)

    assert mine(desk, HOLDER) == [held.id]
    assert mine(desk, HOLDER, "snoozed") == []
    with pytest.raises(Conflict):
        desk.do(HOLDER, snoozing.snooze, held.id, far)


def test_only_its_holder_puts_a_task_off_and_for_ninety_days_at_most(desk, held):
    with desk.look() as work:
        today = work.today

    with pytest.raises(NotAllowed):
        desk.do("lixuemei", snoozing.snooze, held.id, today + timedelta(days=1))
    for days in (0, 91):
        with pytest.raises(Invalid):
            desk.do(HOLDER, snoozing.snooze, held.id, today + timedelta(days=days))


def test_what_is_handed_on_is_not_put_off_for_its_next_holder(desk, held):
    with desk.look() as work:
        desk.do(HOLDER, snoozing.snooze, held.id, work.today + timedelta(days=1))

    desk.do(HOLDER, handing.transfer, held.id, Wish("lixuemei", "外出核查"))

    assert mine(desk, "lixuemei") == [held.id]


def test_what_somebody_delegated_stands_in_a_part_of_its_own(desk, held):
    desk.do(HOLDER, handing.delegate, held.id, Wish("lixuemei", "请先拟稿"))

    assert mine(desk, HOLDER, "delegated") == [held.id]
    assert mine(desk, HOLDER) == []


def test_totals_are_those_of_the_database_after_two_hundred_random_actions(desk):
    dice = Random(SEED)
    for answers in (TEA, HOTEL, TEA):
        desk.accepted(answers)
    for _ in range(ACTIONS):
        act(desk, dice)

    assert {who: views(desk, who) for who in PEOPLE} == {who: counted(desk, who) for who in PEOPLE}


def act(desk, dice):
    """Do something that may be refused; a refusal changes nothing."""
    who, other = dice.sample(PEOPLE, 2)
    task = dice.choice(
        desk.all(
            select(Task)
            .where(Task.closed_at.is_(None))
            .order_by(Task.opened_at, Task.case_id, Task.step)
        )
    )
    with desk.look() as work:
        day = work.today + timedelta(days=dice.randint(1, 20))
    deeds = [
        *[lambda: desk.do(who, claiming.claim, task.id)] * 3,
        lambda: desk.do(who, claiming.release, task.id),
        lambda: desk.do(who, handing.transfer, task.id, Wish(other, "工作调整")),
        lambda: desk.do(who, handing.delegate, task.id, Wish(other, "请先拟稿")),
        lambda: desk.do(who, handing.recall, task.id),
        *[lambda: desk.do(who, snoozing.snooze, task.id, day)] * 2,
        lambda: desk.do(who, snoozing.wake, task.id),
        lambda: desk.do(who, substituting.arrange, substituting.Wish(other, day, day)),
        lambda: office.put_clock_on(desk.parts, moment(f"{_today(desk)}T09:00") + DAY / 3),
    ]
    with suppress(Refusal):
        dice.choice(deeds)()


DAY = timedelta(days=1)


def _today(desk):
    with desk.look() as work:
        return work.today


def counted(desk, who):
    """Count one by one, without the questions of the inbox."""
    with desk.look(who) as work:
        soon, me = ends_within(work), int(work.actor.id.partition(":")[2])
        totals = dict.fromkeys(inbox.VIEWS, 0)
        for task, case in work.session.query(Task, Case).join(Case, Case.id == Task.case_id):
            for view in parts_of(task, case, work, me, soon):
                totals[view] += 1
        return totals


def parts_of(task, case, work, me, soon):
    if task.closed_at is not None:
        return ["done"] if task.closed_by_id == me else []
    found = ["delegated"] if task.delegated and task.delegator_id == me else []
    held, covered = task.assignee_id == me, away_in(work.actor, task, case)
    free = work.actor.holds(task.role, task.department) or bool(covered)
    left = any(one.person == f"person:{task.assignee_id}" for one in covered)
    claimable = left if task.assignee_id else free
    if held:
        found.append("snoozed" if snoozing.sleeps(task, case, work.now) else "mine")
    if claimable:
        found.append("claimable")
    if held or claimable:
        found += ["near"] if task.due_at <= soon and task.due_at < NEVER else []
        found += ["paused"] if task.due_at == NEVER and task.due_on else []
        found += ["returned"] if task.returned_from else []
    return found


def away_in(actor, task, case):
    return [
        one for one in actor.stands_in if one.covers(task.role, task.department, case.item_code)
    ]
