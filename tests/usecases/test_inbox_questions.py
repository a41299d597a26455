"""The inbox answers whatever is asked of it: every view with every filter, and behind any row."""

from datetime import timedelta

import pytest

from app.storage.desk import inbox
from app.storage.desk.inbox import VIEWS, Wanted
from app.storage.desk.inbox_filters import EVERYTHING, Only, Shown
from app.usecases.people import substituting
from app.usecases.people.substituting import Wish
from app.usecases.tasks import claiming, snoozing
from tests.usecases.test_substituting import AWAY, FIRST, LAST, SUBSTITUTE

LIGHTS = ("red", "yellow", "green", "none")


def filters(moment):
    """Return everything, each filter by itself, and all of them together."""
    single = [
        {"q": "茶"},
        {"item": "tea_house"},
        {"department": "market"},
        {"process": "joint_review"},
        {"opened_by": moment},
        *({"shown": Shown(light, moment)} for light in LIGHTS),
    ]
    together = {key: value for one in single for key, value in one.items()}
    return [EVERYTHING, *(Only(**one) for one in [*single, together])]


def found(work, view, only, after=None):
    wanted = Wanted(view, only, until=work.now + timedelta(days=60), after=after, at=work.now)
    return [task.id for task, _ in inbox.listed(work.session, work.actor, wanted)]


@pytest.fixture
def stood_in_for(desk):
    """Somebody who is away holds a task they put off; another has one of theirs and stands in."""
    for _ in range(2):
        desk.accepted()
    with desk.look(AWAY) as work:
        mine, other = found(work, "claimable", EVERYTHING)[:2]
        tomorrow = work.today + timedelta(days=1)
    desk.do(AWAY, claiming.claim, mine)
    desk.do(AWAY, snoozing.snooze, mine, tomorrow)
    desk.do(AWAY, substituting.arrange, Wish(SUBSTITUTE, FIRST, LAST))
    desk.do(SUBSTITUTE, claiming.claim, other)
    return mine, other


def test_whoever_is_away_and_whoever_stands_in_find_their_tasks(desk, stood_in_for):
    put_off, taken = stood_in_for

    with desk.look(AWAY) as work:
        assert found(work, "snoozed", EVERYTHING) == [put_off]
    with desk.look(SUBSTITUTE) as work:
        assert put_off in found(work, "claimable", EVERYTHING)
        assert found(work, "mine", EVERYTHING) == [taken]


@pytest.mark.usefixtures("stood_in_for")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("who", [AWAY, SUBSTITUTE])
def test_every_view_answers_with_every_filter_and_leaves_in_no_more(desk, who, view):
    with desk.look(who) as work:
        whole = found(work, view, EVERYTHING)
        for only in filters(work.now):
            assert {*found(work, view, only)} <= {*whole}
            assert {*found(work, view, only, after=(work.now, ""))} <= {*whole}
