"""What taking back what a token has come through does to it.

Source: decision 150.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from engine.spiff.passes import Pass, Passes, every, holds
from engine.spiff.trails import joint, overlaid


@dataclass
class Undone:
    """What taking passes back does to a token.

    :param opened: what leads to the steps that are done again, by the number of their pass.
    :param waiting: tokens that wait again where they had become one with it: the join, the flow
        and what each has come through, by the number of the pass and the flow.
    :param passes: what is taken back.
    :param numbers: of what is taken back, earlier passes for which those stand among them.
    :param left: what is left of earlier passes for which those stand among them.
    :param parted: those of them in which others parted that have not become one with it since.
    :param vague: the newest pass that is blurred.
    """

    opened: dict[int, Passes] = field(default_factory=dict)
    waiting: dict[tuple[int, str], tuple[str, Passes]] = field(default_factory=dict)
    passes: dict[int, Pass] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)
    left: dict[int, Pass] = field(default_factory=dict)
    parted: dict[int, Pass] = field(default_factory=dict)
    vague: int = 0

    def take_back(self, passes: Passes, numbers: Collection[int], around: Passes = ()) -> None:
        """Take some passes back, and all that came of them."""
        vague = (one.number for one in every((*around, *passes)) if one.blurred)
        self.vague = max([self.vague, *vague])
        for place, one in enumerate(passes):
            earlier = overlaid(around, passes[:place])
            meant = one.number in numbers or any(old in numbers for old in one.older)
            inputs = [flow for flow, inner in one.joined if holds(inner, numbers)]
            if meant or inputs:
                later = passes[place:] if meant else passes[place + 1 :]
                self.passes |= {each.number: each for each in every(later)}
                since = min(number for number in numbers if holds((one,), [number]))
                for each in (one, *every(later)):
                    self._number(each, since)
                self.parted |= {each.number: each for each in later if each.rest}
                if one.number in numbers:
                    self.opened[one.number] = joint(self.opened.get(one.number, ()), earlier)
                elif not meant:
                    self._part(one, inputs, numbers, earlier)
                return

    def _number(self, one: Pass, since: int) -> None:
        known = (*one.older, one.number)
        self.numbers.update(number for number in known if number >= since)
        if earlier := [number for number in known if number < since]:
            *older, last = earlier
            known = self.left[last].older if last in self.left else ()
            older = sorted({*older, *known})
            left = Pass(last, one.step, sealed=one.sealed, older=(*older,), quiet=True)
            exact = not one.quiet and one.older[-1:] == (last,)
            self.left[last] = left._replace(recalled=exact, blurred=one.blurred)

    def opening(self, number: int) -> Passes:
        """Return what leads to a step that is done again, earlier passes of others among it."""
        passes = self.opened[number]
        known = {one.number for one in every(passes)}
        alone = len(self.opened) == 1 and not self.waiting
        left = (
            one._replace(recalled=one.recalled and alone and one.number > self.vague)
            for one in self.left.values()
            if one.number < number
        )
        return overlaid(passes, tuple(one for one in left if one.number not in known))

    def _part(
        self, one: Pass, inputs: list[str], numbers: Collection[int], earlier: Passes
    ) -> None:
        """Take a join back: the other tokens wait before it again."""
        self.passes[one.number] = one
        for flow, inner in one.joined:
            if flow in inputs:
                self.take_back(inner, numbers, earlier)
            else:
                _, known = self.waiting.get((one.number, flow), ("", ()))
                before = joint(known, overlaid(earlier, inner))
                self.waiting[one.number, flow] = (one.step, before)
