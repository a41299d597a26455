"""What becomes of trails: another step, tokens that become one, what is taken back.

Source: decision 150.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from engine.spiff.trail import Pass, Passes, Trail, every, holds


def overlaid(passes: Passes, others: Passes) -> Passes:
    """Return passes with others between them; of the same one, the others say who parted there."""
    found = {one.number: one for one in passes}
    for one in others:
        same = found.get(one.number)
        found[one.number] = same._replace(rest=one.rest) if same else one
    return tuple(found[number] for number in sorted(found))


def added(passes: Passes, last: Pass) -> Passes:
    """Return passes with another one, which stands for the earlier ones of its step.

    One that lies before a join stays where it is, quiet: only the branch it lies in tells whether
    it came of something there.
    """
    gone = [one for one in passes if one.step == last.step]
    left = [_quieted(one, last.step) for one in passes if one.step != last.step]
    joined = tuple((flow, _all_quieted(inner, last.step)) for flow, inner in last.joined)
    older = tuple(sorted({*last.older, *_numbers(gone)} - {last.number}))
    return (*left, last._replace(joined=joined, older=older))


def repeated(passes: Passes, last: Pass) -> list[Pass]:
    """Return the earlier passes of a step that is come through, with those that had led to them."""
    before = (*passes, *(one for _, inner in last.joined for one in inner))
    again = (one for one in every(before) if one.step == last.step)
    return [inside for one in again for inside in every([one])]


def _numbers(passes: Iterable[Pass]) -> list[int]:
    return [number for one in every(passes) for number in (one.number, *one.older)]


def _all_quieted(passes: Passes, step: str) -> Passes:
    return tuple(_quieted(one, step) for one in passes)


def _quieted(one: Pass, step: str) -> Pass:
    """Return a pass in which nobody can return to a step any more."""
    if one.step != step:
        joined = tuple((flow, _all_quieted(inner, step)) for flow, inner in one.joined)
        return one._replace(joined=joined) if joined else one
    older = tuple(sorted({*_numbers([one])} - {one.number}))
    sealed = any(each.sealed for each in every([one]))
    return Pass(one.number, step, one.rest, sealed=sealed, older=older, quiet=True)


def met(arrived: Mapping[str, Trail]) -> tuple[Trail, tuple[tuple[str, Passes], ...]]:
    """Return what tokens that become one have all come through, and what each has besides.

    Where they parted from each other and from nobody else, nobody is left to be spared.
    """
    first, *others = arrived.values()
    shared = {one.number: one for one in first.passes}
    for other in others:
        known = {one.number: one for one in other.passes}
        shared = {
            number: one._replace(rest=tuple(f for f in one.rest if f in known[number].rest))
            for number, one in shared.items()
            if number in known
        }
    own = tuple(
        (flow, tuple(_own(one, shared) for one in trail.passes if shared.get(one.number) != one))
        for flow, trail in arrived.items()
    )
    spared = dict.fromkeys(one for trail in arrived.values() for one in trail.spared)
    return Trail(tuple(shared.values()), tuple(spared)), own


def _own(one: Pass, shared: Mapping[int, Pass]) -> Pass:
    """Return what a token has come through besides: of what is shared, only who parted there."""
    return Pass(one.number, one.step, one.rest) if one.number in shared else one


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
    """

    opened: dict[int, Passes] = field(default_factory=dict)
    waiting: dict[tuple[int, str], tuple[str, Passes]] = field(default_factory=dict)
    passes: dict[int, Pass] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)
    left: dict[int, Pass] = field(default_factory=dict)
    parted: dict[int, Pass] = field(default_factory=dict)

    def take_back(self, passes: Passes, numbers: Collection[int], around: Passes = ()) -> None:
        """Take some passes back, and all that came of them."""
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
                    self.opened[one.number] = earlier
                elif not meant:
                    self._part(one, inputs, numbers, earlier)
                return

    def _number(self, one: Pass, since: int) -> None:
        known = (*one.older, one.number)
        self.numbers.update(number for number in known if number >= since)
        if earlier := [number for number in known if number < since]:
            *older, last = earlier
            self.left[last] = Pass(last, one.step, sealed=one.sealed, older=(*older,), quiet=True)

    def opening(self, number: int) -> Passes:
        """Return what leads to a step that is done again, earlier passes of others among it."""
        passes = self.opened[number]
        known = {one.number for one in every(passes)}
        left = (one for one in self.left.values() if one.number < number)
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
                self.waiting[one.number, flow] = (one.step, overlaid(earlier, inner))


def renumbered(
    trail: Trail, number: Callable[[int], int], known: Collection[int] | None = None
) -> Trail:
    """Return a trail with other numbers.

    :param known: where it is given, earlier passes that are not among them are forgotten.
    """

    def again(passes: Passes) -> Passes:
        return tuple(
            one._replace(
                number=number(one.number),
                joined=tuple((flow, again(inner)) for flow, inner in one.joined),
                older=tuple(number(old) for old in one.older if known is None or old in known),
            )
            for one in passes
        )

    return Trail(
        again(trail.passes),
        tuple(one._replace(number=number(one.number)) for one in trail.spared),
        None if trail.back is None else number(trail.back),
        trail.reopened,
    )
