"""The inbox: each view holds what its name says, and filters leave out what does not fit."""

from datetime import timedelta

import pytest

from app.shapes.desk.inbox import ends_within
from app.storage.desk import inbox
from app.storage.desk.inbox import Wanted
from app.storage.desk.inbox_filters import Only, Shown
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.tasks import claiming

EXAMINER = "xuchangqing"
LEAD = "wangjianguo"


def steps(desk, who=EXAMINER, **wanted):
    with desk.look(who) as work:
        return [task.step for task, _ in inbox.listed(work.session, work.actor, Wanted(**wanted))]


def counts(desk, days, who=EXAMINER):
    with desk.look(who) as work:
        found = inbox.counts(work.session, work.actor, ends_within(work, days), work.now)
        return {view: count for view, count in found.items() if count}


@pytest.fixture
def asked(desk):
    """The step an examiner is asked to do."""
    desk.accepted()
    with desk.look(EXAMINER) as work:
        ((task, _),) = inbox.listed(work.session, work.actor, Wanted())
        return task


def test_a_task_is_near_its_limit_whether_held_or_not(desk, asked):
    assert counts(desk, days=0) == {"claimable": 1}
    assert counts(desk, days=60) == {"claimable": 1, "near": 1}

    desk.do(EXAMINER, claiming.claim, asked.id)

    assert counts(desk, days=60) == {"mine": 1, "near": 1}


def test_what_ends_on_the_last_of_so_many_days_is_near(desk, asked):
    with desk.look(EXAMINER) as work:
        left = work.calendar.between(work.today, asked.due_on)

    assert counts(desk, days=left) == {"claimable": 1, "near": 1}
    assert counts(desk, days=left - 1) == {"claimable": 1}


def test_what_stands_is_paused_and_not_near(desk, asked):
    wish = Wish("expert_review", 5, "专家评审")
    desk.do(LEAD, pausing.pause_case, desk.number, wish)

    assert counts(desk, days=60) == {"claimable": 1, "paused": 1}
    assert steps(desk, view="paused") == [asked.step]


@pytest.mark.parametrize(
    ("only", "fits"),
    [
        (Only(item="enterprise_setup"), True),
        (Only(item="other"), False),
        (Only(process="enterprise_setup"), True),
        (Only(process="other"), False),
        (Only(department="other"), False),
        (Only(q="清荷"), True),
        (Only(q="黄河"), False),
    ],
)
def test_a_filter_leaves_in_what_fits(desk, asked, only, fits):
    assert steps(desk, only=only) == ([asked.step] if fits else [])


@pytest.mark.parametrize(("days", "light"), [(-1, "green"), (0, "yellow"), (1, "red")])
def test_tasks_are_found_by_the_light_they_show(desk, asked, days, light):
    at = {-1: asked.opened_at, 0: asked.yellow_at, 1: asked.due_at}[days]
    lights = ("green", "yellow", "red", "none")

    found = [one for one in lights if steps(desk, only=Only(shown=Shown(one, at)))]

    assert found == [light]


def test_tasks_are_found_by_their_age(desk, asked):
    before = Only(opened_by=asked.opened_at - timedelta(days=1))

    assert steps(desk, only=before) == []
    assert steps(desk, only=Only(opened_by=asked.opened_at)) == [asked.step]
