"""What a return does, worked out before anything is changed."""

from engine.change.returned import Return
from engine.spiff.errands import Errand, Errands, Spared, settled, without
from engine.spiff.passes import every, holds
from engine.spiff.returning.levels import level_of, levels
from engine.spiff.returning.merging import crossing
from engine.spiff.returning.resting import rests
from engine.spiff.scope import Token
from engine.spiff.trail import trail_of
from engine.spiff.undone import Undone


class Plan:
    """A return of one token within one part of a run.

    :ivar others: tokens that have come through the same passes; with ``cancel`` they go, too.
    :ivar gone: tokens that are withdrawn.
    :ivar undone: what is taken back of them.

    :raises Conflict: ``return.not_passed`` or ``return.earlier_turn``.
    """

    def __init__(self, task: Token, asked: Return) -> None:
        self.task, self.asked = task, asked
        self.level, self.numbers = level_of(task, asked.to)
        part, own = self.level.part, self.level.token
        parted = [one for one in part.unfinished() if self._parted(one)]
        self.others = [one for one in parted if one is not own]
        self.gone = [own, *self.others] if asked.siblings == "cancel" else [self._leaving]
        self.undone = Undone()
        for one in [own, *self.others] if asked.siblings == "cancel" else [own]:
            self.undone.take_back(trail_of(one).passes, self.numbers)

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
        found = self.crossing() or self._beside()
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

    def crossing(self) -> list[Token]:
        """Return the tokens that were returned and leave alone what is taken back."""
        gone = {id(one) for one in [self.level.token, *self.gone]}
        rest = [one for one in self.level.part.unfinished() if id(one) not in gone]
        return crossing(rest, self.lost)

    def _beside(self) -> list[Token]:
        """Return the tokens that do the step again for other instances of the same activity."""
        if not self.level.shared or self.asked.siblings == "cancel":
            return []
        step = self.undone.passes[self.numbers[0]].step
        away = {int(number) for number in self.level.token.internal_data.get("away", ())}
        coming = crossing(self.level.part.unfinished(), away)
        return [one for one in coming if one.task_spec.name == step]
