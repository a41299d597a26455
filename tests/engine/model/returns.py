"""A run and a game of which steps are taken back, and compared after every return."""

from collections import Counter

from engine.change import Return
from tests.engine.model.driver import DEEDS, Pair
from tests.engine.model.undoing import last_done, made, without


class Returning(Pair):
    """A run and a game; ``log`` holds the moves of the game that still count."""

    def __init__(self, raw):
        self.log = []
        super().__init__(raw)

    def step(self, choice, answers):
        """Make one of the moves that are possible, and note it."""
        waits = [wait for wait in self.game.waits() if wait.kind in DEEDS]
        wait = waits[choice % len(waits)]
        noted, moves = made(wait, answers), len(self.moves)
        given = () if wait.kind == "timer" else (answers,)
        self._both("move", ([wait], answers), (DEEDS[wait.kind], self.known[wait], *given))
        self.log += [noted] if len(self.moves) > moves else []

    def goals(self):
        """Return the tasks that are open, each with a step it can be returned to."""
        run = self.run.loaded
        tasks = [wait for wait in self.game.waits() if wait.kind == "task"]
        found = [(wait, goal) for wait in tasks for goal in run.returns(self.known[wait])]
        return [(wait, goal) for wait, goal in found if goal.refused is None]

    def take_back(self, wait, goal):
        """Return a task with all that came of the step: the run is where the game says."""
        activity = last_done(self.game, self.log, wait, goal.place)
        if activity is None:
            return
        self._return(wait, Return((goal.place,)))
        self.game, self.log = without(self.game, self.log, activity)
        self.known = {}
        self.compare()

    def come_again(self, wait, goal, then, answers):
        """Return a task while others stay, and do the same once more: all is as it was."""
        want = self._open()
        self._return(wait, Return((goal.place,), "keep", then))
        while more := self._open() - want:
            self._do(next(iter(more)), answers)
        self.known = {}
        self.compare()

    def _return(self, wait, asked):
        self._made("return_to", self.known[wait], asked)

    def _made(self, *deed):
        self.run.move(*deed)
        self.moves.append(deed)

    def _open(self):
        """Return what is open, with the turns that tell one from another by what they see."""
        run = self.run.loaded
        tasks = [("complete", one.step, one.department) for one in run.open_tasks()]
        jobs = [("finish_job", one.step, None) for one in run.jobs()]
        return Counter(tasks + jobs + [("pass_timer", one.step, None) for one in run.timers()])

    def _do(self, one, answers):
        """Do what has come last at a step."""
        deed, step, department = one
        run = self.run.loaded
        shown = {"complete": run.open_tasks, "finish_job": run.jobs, "pass_timer": run.timers}
        found = [each for each in shown[deed]() if each.step == step]
        asked = [each for each in found if getattr(each, "department", None) == department]
        self._made(deed, asked[-1].id, *(() if deed == "pass_timer" else (answers,)))
