"""Plays a story."""

from collections.abc import Callable
from datetime import datetime

from engine.change import OpenTask
from engine.errors import Broken, Fault, Invalid, Refusal, Told
from engine.process import EMPTY, Library, Process
from engine.rules.calendar import WorkCalendar
from engine.run import Run
from engine.stories.clocks import Clock
from engine.stories.comparing import compare
from engine.stories.deeds import Deeds, Step, name_of
from engine.stories.results import Played
from engine.stories.telling import Story, moment


def play(
    process: Process,
    story: Story,
    calendar: WorkCalendar,
    library: Library = EMPTY,
    between: Callable[[Run], Run] = lambda run: run,
) -> Played:
    """Play a story; whatever does not come as promised is among the faults.

    Who may act is not the engine's matter: ``by`` is only looked at where the one who
    approves must not be the one who examined.

    :param library: the processes it may call.
    :param between: what happens to the run after each move, such as being saved and loaded.
    """
    player = _Player(process, story, Clock(moment(story.start["at"]), calendar), library)
    player.between = between
    return compare(player.told(player.play()))


class _Player(Deeds):
    """Goes through a story."""

    def play(self) -> tuple[Fault, ...]:
        """Go through the steps until one does not come as promised; return why."""
        for number, step in enumerate((self.story.start, *self.story.steps)):
            place = f"steps.{number - 1}" if number else "start"
            fault = self._step(place, step)
            if fault:
                return (fault,)
        return ()

    def told(self, faults: tuple[Fault, ...]) -> Played:
        """Return what came of the story so far."""
        run, asked = self.run, self.run.open_tasks() if self.run else ()
        return Played(
            story=self.story,
            entries=tuple(self.entries),
            asks=tuple(sorted({task.step for task in asked})),
            ended=run.ended if run else None,
            outcome=run.outcome if run else None,
            dates=self.clock.dates(self.story.item, asked, self._opened(asked)),
            faults=faults,
        )

    def _step(self, place: str, step: Step) -> Fault | None:
        kind = next(kind for kind in self.deeds if kind in step)
        promised, told = step.get("refused"), f"{kind} {name_of(kind, step)}".strip()
        try:
            self.deeds[kind](step)
        except Refusal as refusal:
            if promised in _codes(refusal):
                self.note(kind, step, refused=promised)
                return None
            message = "“%(told)s” is refused: %(why)s"
            return Fault(place, "story.refused", message, {"told": told, "why": Told.by(refusal)})
        except Broken as error:
            self.run = None
            message = "“%(told)s” is an incident: %(why)s"
            return Fault(place, "story.broken", message, {"told": told, "why": Told.by(error)})
        if promised:
            params = {"told": told, "code": promised}
            return Fault(place, "story.not_refused", "“%(told)s” is not refused: %(code)s", params)
        return None

    def _opened(self, asked: tuple[OpenTask, ...]) -> dict[str, datetime]:
        moments = {
            task.id: entry.at
            for entry in self.entries
            if entry.change
            for task in entry.change.opened
        }
        return {task.id: moments[task.id] for task in asked}


def _codes(refusal: Refusal) -> set[str]:
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    return {refusal.code, *(fault.code for fault in faults)}
