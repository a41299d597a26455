"""Whatever is drawn with events and whatever happens, a run tells exactly what is open."""

import random
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as some

from engine.errors import Broken
from engine.rules.deadlines import OFFICE_ZONE
from tests.engine.events.tangle import Tangle
from tests.engine.travelling import Travelling

AT = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
INCIDENTS = {"error.uncaught", "run.stuck", "run.endless"}


class Told:
    """What should be open by all that the changes of a run have told."""

    def __init__(self):
        self.open = {"tasks": set(), "timers": set(), "waits": set(), "jobs": set()}

    def hear(self, change, done=None):
        """Follow a change; nothing is told twice, nothing unknown is taken back."""
        self._turn("tasks", {task.id for task in change.opened}, change.closed, done)
        self._turn("timers", {one.id for one in change.started}, change.stopped, done)
        self._turn("waits", {wait.id for wait in change.listening}, change.deaf)
        self._turn("jobs", {job.id for job in change.jobs}, change.undone, done)

    def _turn(self, kind, begun, over, done=None):
        known = self.open[kind]
        assert not begun & known
        assert set(over) <= known
        self.open[kind] = (known | begun) - set(over) - {done}

    def matches(self, run):
        """Compare with what a run says itself."""
        said = [run.open_tasks(), run.timers(), run.awaited(), run.jobs()]
        assert [{one.id for one in each} for each in said] == list(self.open.values())
        assert not run.ended or not any(said) and not run.tokens()


def moves(run, chance):
    """Return everything that can be done to a run."""
    each = [("complete", task.id, {"up": chance.random() < 0.5}) for task in run.open_tasks()]
    each += [("pass_timer", one.id) for one in run.timers()]
    each += [(wait.kind, wait.name, {}) for wait in run.awaited()]
    each += [("finish_job", job.id, {}) for job in run.jobs()]
    return each + [("fail_job", job.id, "x") for job in run.jobs()]


@settings(max_examples=100, deadline=None)
@given(some.integers(0, 10**9))
def test_everything_told_is_open_and_everything_open_was_told(seed):
    chance, told = random.Random(seed), Told()
    try:
        run = Travelling(Tangle(chance).scope(chance.randint(1, 4)).process(), {}, {}, AT)
        told.hear(run.change)
        while not run.ended and len(run.changes) < 20:
            move = chance.choice(moves(run.loaded, chance))
            told.hear(run.move(*move), move[1])
            told.matches(run.loaded)
    except Broken as incident:
        if incident.code not in INCIDENTS:
            raise
