"""A run as the product treats it: loaded, moved once, saved, forgotten."""

from uuid import UUID

from engine.process import EMPTY
from engine.run import Run

ID = UUID(int=1)


class Travelling:
    """Makes every move on a run just loaded and on one that only rested since the last one.

    Both must make the same change, and then be in the same state.
    """

    def __init__(self, process, application, item, at, library=EMPTY):
        self.process, self.scope, self.at = process, [application, item], at
        self.library = library
        self.lively, self.change = Run.start(process, application, item, at, id=ID, library=library)
        self.state = self.lively.save()
        self.changes = [self.change]

    @property
    def loaded(self):
        """The run, loaded."""
        return Run.load(self.process, self.state, *self.scope, library=self.library)

    @property
    def ended(self):
        """The end event, once the run is over."""
        return self.loaded.ended

    def move(self, deed, *given, **named):
        """Do any move of a run; return the change."""
        run = self.loaded
        change = getattr(run, deed)(*given, self.at, **named)
        self.lively.rest()
        same = getattr(self.lively.resume(*self.scope, library=self.library), deed)(
            *given, self.at, **named
        )
        assert change == same
        assert run.save() == self.lively.save()
        self.state, self.change = run.save(), change
        self.changes.append(change)
        return change

    def do(self, step, department=None, **answers):
        """Complete the first open task of a step."""
        return self.move("complete", self.task(step, department).id, answers)

    def task(self, step, department=None):
        """Return the first open task of a step."""
        return next(
            task
            for task in self.loaded.open_tasks()
            if task.step == step and department in (None, task.department)
        )

    def late(self, step):
        """Let the first timer of a step pass."""
        timer = next(timer for timer in self.loaded.timers() if timer.step == step)
        return self.move("pass_timer", timer.id)

    def asks(self):
        """Return the open steps, in order, with the department where there is one."""
        return [(task.step, task.department) for task in self.loaded.open_tasks()]

    def steps(self):
        """Return the open steps, in order."""
        return [step for step, _ in self.asks()]

    def data(self):
        """Return what the run has kept."""
        return self.loaded.workflow.data
