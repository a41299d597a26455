"""Moves a run and the model together, and compares them after every move."""

from copy import deepcopy
from datetime import datetime

import pytest

from engine.errors import Broken
from engine.process import Process
from engine.rules.deadlines import OFFICE_ZONE
from engine.run import Run
from tests.engine.model import membership
from tests.engine.model.game import Game
from tests.engine.model.parts import Stuck
from tests.engine.model.reading import read
from tests.engine.travelling import ID, Travelling

AT = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
ITEM = {"departments": ["fire", "roads", "tax"], "none": []}
DEEDS = {"task": "complete", "job": "finish_job", "timer": "pass_timer"}
FAILURE = "failure"
CARRIED = ("message", "signal")


class Pair:
    """A run, saved and loaded between all moves, and the game it must be like.

    ``known`` tells which wait of the game is which of the run.
    """

    def __init__(self, raw):
        self.process, self.net = Process.read({"process.bpmn": raw}), read(raw)
        self.game, self.run, self.known, self.moves = None, None, {}, []
        try:
            self.game = Game(self.net, {}, ITEM, AT)
        except Stuck:
            with pytest.raises(Broken):
                Run.start(self.process, {}, ITEM, AT, id=ID)
            return
        self.run = Travelling(self.process, {}, ITEM, AT)
        self.compare()

    @property
    def over(self):
        """Whether nothing more can happen."""
        return self.game is None or self.game.over

    def step(self, choice, answers):
        """Make one of the moves that are possible."""
        several = membership.open_activities(self.game)
        if several and answers["n"] == 2 and choice % 3 == 0:
            self._change(several[choice % len(several)], choice)
            return
        waits = [wait for wait in self.game.waits() if wait.kind in (*DEEDS, *CARRIED)]
        wait = waits[choice % len(waits)]
        kind, name = wait.kind, wait.node.cause[1]
        if kind in CARRIED:
            same = [each for each in waits if (each.kind, each.node.cause[1]) == (kind, name)]
            self._both("move", (same, answers), (kind, name, answers))
        elif kind == "job" and answers["n"] == 3:
            self._both("fail", (wait, FAILURE), ("fail_job", self.known[wait], FAILURE))
        else:
            given = () if kind == "timer" else (answers,)
            self._both("move", ([wait], answers), (DEEDS[kind], self.known[wait], *given))

    def _change(self, activity, choice):
        """Ask one more, or one less."""
        open_, step = membership.unanswered(activity), activity.node.id
        if choice % 2 and open_:
            element = open_[choice % len(open_)]
            given = (membership.drop, activity, element)
            self._both("change", given, ("drop_instance", step, element))
        else:
            element = f"new_{len(activity.elements)}"
            given = (membership.add, activity, element)
            self._both("change", given, ("add_instance", step, element))

    def _both(self, deed_of_game, given, deed):
        before = deepcopy((self.game, self.known))
        try:
            getattr(self.game, deed_of_game)(*given)
        except Stuck:
            self.game, self.known = before
            with pytest.raises(Broken):
                self.run.move(*deed)
            return
        self.run.move(*deed)
        self.moves.append(deed)
        self.compare()

    def compare(self):
        """Fail unless the run is where the game is."""
        game, run = self.game, self.run.loaded
        self._recognise(
            "task", run.open_tasks(), lambda one: (one.step, one.department, run.names(one.id))
        )
        drawn = [one for one in run.timers() if one.effect == "move"]
        self._recognise("timer", drawn, lambda one: (one.step, None, None))
        self._recognise("job", run.jobs(), lambda one: (one.step, None, None))
        assert set(run.tokens()) == game.places()
        assert (run.ended in game.ends) if game.over else run.ended is None
        for wait in game.waits():
            if wait.kind == "task":
                assert run.names(self.known[wait]) == game.names(wait.turn)

    def _recognise(self, kind, shown, key):
        """Learn the ids of what is new: tasks are told from each other by what they see."""
        waits = [wait for wait in self.game.waits() if wait.kind == kind]
        ids = {one.id for one in shown}
        assert sorted(self.known[w] for w in waits if w in self.known) == sorted(
            ids & set(self.known.values())
        )
        new = [one for one in shown if one.id not in set(self.known.values())]
        for wait in waits:
            if wait not in self.known:
                seen = self.game.names(wait.turn) if kind == "task" else None
                like = (wait.node.id, wait.department, seen)
                found = next((one for one in new if key(one) == like), None)
                assert found, f"the run does not wait at {like}"
                new.remove(found)
                self.known[wait] = found.id
        assert not new

    def again(self):
        """Make the same moves once more: every change is the same, the ids included."""
        run, change = Run.start(self.process, {}, ITEM, AT, id=ID)
        changes = [change] + [getattr(run, deed)(*given, AT) for deed, *given in self.moves]
        assert changes == self.run.changes
