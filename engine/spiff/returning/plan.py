"""What a return does, worked out before anything is changed."""

from engine.change.returned import Return
from engine.errors import Conflict, Invalid
from engine.spiff.errands import Errand, Errands, Spared, settled, without
from engine.spiff.passes import every, holds
from engine.spiff.returning.levels import level_of, levels
from engine.spiff.returning.merging import crossing
from engine.spiff.returning.resting import rests, wishes_among, wishes_beside
from engine.spiff.returning.turns import earlier_turn, untold
from engine.spiff.scope import Token
from engine.spiff.trail import trail_of
from engine.spiff.undone import Undone


class Plan:
    """A return of one token within one part of a run.

    :ivar others: tokens that have come through the same passes; with ``cancel`` they go, too.
    :ivar gone: tokens that are withdrawn.
    :ivar undone: what is taken back of them.

    :raises Conflict: ``return.not_passed``, ``return.earlier_turn``, ``return.final``,
        ``return.pending``, ``return.no_shortcut`` or ``return.other_version``.
    :raises Invalid: ``return.straight_keeps`` or ``return.straight_one``.
    """

    def __init__(self, task: Token, asked: Return) -> None:
        _refuse_nonsense(asked)
        self.task, self.asked = task, asked
        self.level, self.numbers = level_of(task, asked.to)
        part, own = self.level.part, self.level.token
        parted = [one for one in part.unfinished() if self._parted(one)]
        self.others = [one for one in parted if one is not own]
        self.gone = [own, *self.others] if asked.siblings == "cancel" else [self._leaving]
        self.undone = Undone()
        for one in [own, *self.others] if asked.siblings == "cancel" else [own]:
            self.undone.take_back(trail_of(one).passes, self.numbers)
        self._refuse()

    @property
    def _leaving(self) -> Token:
        return self.level.leaving

    @property
    def straight(self) -> bool:
        """Whether the task waits where it is until the step is done."""
        return self.asked.then == "straight"

    @property
    def lost(self) -> set[int]:
        """The numbers of what is taken back, absences among them."""
        return {*self.undone.passes, *self._absences()}

    @property
    def partner(self) -> Token | None:
        """A token that does the step again for another return: both come back as one."""
        found = self._crossing()
        alone = len(found) == 1 and len(self.numbers) == 1
        if not alone or self.straight or self.undone.waiting or trail_of(found[0]).back is not None:
            return None
        step = self.undone.passes[self.numbers[0]].step
        return found[0] if found[0].task_spec.name == step else None

    @property
    def outward(self) -> int:
        """How many parts lie between the task and the step it is returned to."""
        around = [level.token for level in levels(self.task)]
        return around.index(self.level.token)

    @property
    def due(self) -> bool:
        """Whether it takes effect now."""
        return self.asked.siblings != "wait" or rests(self.level, self.others)

    def errands(self, away: Errand) -> Errands:
        """Return what is left alone on the way back.

        :param away: the other instances, where it is one of several.
        """
        cancels = self.asked.siblings == "cancel"
        parted = () if cancels else self.undone.parted.values()
        mine = (*(Spared(one.number, one.step, one.rest) for one in parted), *away)
        own = trail_of(self.level.token).errands
        left = without(own, self.lost if cancels else ()) or ((),)
        return settled((*errand, *mine) for errand in left)

    def taken_back(self) -> set[int]:
        """Return the numbers of the passes whose answers go: nobody who goes on saw them."""
        open_ = [one for one in self.level.part.unfinished() if not one.task_spec.hangs]
        left = [one for one in open_ if one not in self.gone]
        seen = {
            number
            for token in left
            for one in every(trail_of(token).passes)
            for number in (one.number, *one.older)
        }
        kept = [one.internal_data for one in self.gone]
        under_way = {one["number"] for one in kept if "number" in one}
        return (self.undone.numbers | under_way) - seen

    def _parted(self, token: Token) -> bool:
        return not token.task_spec.hangs and holds(trail_of(token).passes, self.numbers)

    def _absences(self) -> set[int]:
        return {int(n) for one in self.gone for n in one.internal_data.get("away", ())}

    def _refuse(self) -> None:
        sealed = any(one.sealed for one in self.undone.passes.values())
        if sealed or any("sealed" in one.internal_data for one in self.gone):
            message = "Behind “%(step)s” something final has happened: nobody returns to it."
            raise Conflict("return.final", message, step=", ".join(self.asked.to))
        stay = [] if self.asked.siblings == "cancel" else self.others
        if untold(self.undone, self.numbers, stay):
            raise earlier_turn(", ".join(self.asked.to))
        if self._crosses():
            message = "Another return is under way: it has to come to its end first."
            raise Conflict("return.pending", message)
        specs = self.level.part.spec.task_specs
        meant = specs[self.undone.passes[self.numbers[0]].step]
        if self.straight and self.undone.waiting and any(e.interrupting for e in meant.border):
            message = (
                "“%(step)s” may be left by an event on its border: nobody comes straight back."
            )
            raise Conflict("return.no_shortcut", message, step=meant.step.id)
        for (_, flow), (step, _) in self.undone.waiting.items():
            if step not in specs or flow not in specs[step].entering:
                message = "“%(step)s” has changed since the case has come through it."
                raise Conflict("return.other_version", message, step=step)

    def _crosses(self) -> bool:
        """Whether a return that others wait for would lose what it goes back to."""
        if trail_of(self.level.token).back is not None and not self.straight:
            return True
        if self.asked.siblings == "wait" and wishes_beside(self.task, self.level):
            return True
        if self.asked.siblings != "cancel" and (
            wishes_among(self.others) or any(map(self._comes_back, self.others))
        ):
            return True
        return bool(self._crossing()) and self.partner is None

    def _comes_back(self, other: Token) -> bool:
        """Whether another token was returned for somebody else than this one."""
        return not set(trail_of(other).errands) <= set(trail_of(self.level.token).errands)

    def _crossing(self) -> list[Token]:
        gone = {id(one) for one in [self.level.token, *self.gone]}
        rest = [one for one in self.level.part.unfinished() if id(one) not in gone]
        return crossing(rest, self.lost)


def _refuse_nonsense(asked: Return) -> None:
    if asked.then == "straight" and asked.siblings == "cancel":
        message = "Who comes straight back takes nothing from others: keep them, or wait."
        raise Invalid("return.straight_keeps", message)
    if asked.then == "straight" and len(asked.to) > 1:
        message = "One comes straight back from one step, not from several."
        raise Invalid("return.straight_one", message)
