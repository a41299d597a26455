"""A run and a game of which steps are taken back, and compared after every return."""

from collections import Counter

from engine.change import Return
from engine.spiff.waiting import Waiting, outside
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
        """Return what is open: the deed, the step, and the turns it lies in."""
        return Counter(what for what, _ in self._shown())

    def _do(self, what, answers):
        """Do what has come last at a step."""
        deed, *_ = what
        id_ = [id_ for one, id_ in self._shown() if one == what][-1]
        self._made(deed, id_, *(() if deed == "pass_timer" else (answers,)))

    def _shown(self):
        waiting = Waiting(outside(self.run.loaded.workflow))
        shown = {
            "complete": waiting.tasks,
            "finish_job": waiting.jobs,
            "pass_timer": waiting.timers,
        }
        return [
            ((deed, token.task_spec.step.id, turns(token)), id_)
            for deed, tokens in shown.items()
            for id_, token in tokens.items()
        ]


def turns(token):
    """Return the turns a token lies in, the innermost first."""
    found = []
    while token is not None:
        found.append(token.internal_data.get("index"))
        token = token.workflow.carrier
    return tuple(found)
