"""The way from a task outward: the token in each part of the run that stands for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.errors import Conflict
from engine.spiff.game.part import Part
from engine.spiff.passes import Pass, every
from engine.spiff.returning.turns import earlier_turn
from engine.spiff.scope import Token
from engine.spiff.specs.instances import MultiInstance
from engine.spiff.trail import trail_of


@dataclass(frozen=True)
class Level:
    """A token that stands for a task in one part of the run.

    :param instance: where the token stands for several instances, the one with the task.
    """

    token: Token
    instance: Token | None

    @property
    def part(self) -> Part:
        """The part of the run."""
        found: Part = self.token.workflow
        return found

    @property
    def shared(self) -> bool:
        """Whether other instances can go on without this one."""
        return self.instance is not None and isinstance(self.token.task_spec, MultiInstance)

    @property
    def leaving(self) -> Token:
        """The token that goes where others stay."""
        return self.instance if self.shared else self.token

    def steps(self) -> dict[str, int]:
        """Return the activities the token has come through: the number of the last pass of each.

        Oldest first.
        """
        found: dict[str, int] = {}
        for one in self._activities():
            if one.lies_open:
                found.pop(one.step, None)
                found[one.step] = one.number
        return found

    def earlier(self) -> list[str]:
        """Return the activities of which no turn is known that one could return to."""
        known = self.steps()
        return list(dict.fromkeys(one.step for one in self._activities() if one.step not in known))

    def _activities(self) -> list[Pass]:
        specs = self.part.spec.task_specs
        passes = sorted(every(trail_of(self.token).passes), key=lambda one: one.number)
        return [one for one in passes if one.step in specs and specs[one.step].step.is_activity]

    def place(self, step: str) -> str:
        """Return how the world knows a step of this part."""
        return "/".join((*self.part.path, step))


def levels(task: Token) -> Iterator[Level]:
    """Yield the tokens that stand for a task, the innermost first."""
    token: Token | None = task
    while token is not None:
        instance = token if "index" in token.internal_data else None
        whole = token.parent if instance is not None else token
        yield Level(whole, instance)
        token = whole.workflow.carrier


def level_of(task: Token, places: tuple[str, ...]) -> tuple[Level, list[int]]:
    """Return the part in which a task has come through some places, and the numbers of the passes.

    :raises Conflict: ``return.earlier_turn``, only in turns of which too little is known;
        ``return.not_passed``, it has not, or not in one part.
    """
    for level in levels(task):
        known = {level.place(step): number for step, number in level.steps().items()}
        if places and all(place in known for place in places):
            return level, [known[place] for place in places]
    for level in levels(task):
        for step in level.earlier():
            if level.place(step) in places:
                raise earlier_turn(step)
    message = "The case has not come through “%(step)s” on its way to this step."
    raise Conflict("return.not_passed", message, step=", ".join(places))
