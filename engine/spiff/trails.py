"""What becomes of trails: another step, tokens that become one.

Source: decision 150.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from engine.spiff.errands import numbered, settled
from engine.spiff.passes import Pass, Passes, blurred, every, holds, mention
from engine.spiff.trail import Trail


def overlaid(passes: Passes, others: Passes) -> Passes:
    """Return passes with others between them; of the same one, the others say who parted there."""
    found = {one.number: one for one in passes}
    for one in others:
        same = found.get(one.number)
        found[one.number] = same._replace(rest=one.rest) if same else one
    return tuple(found[number] for number in sorted(found))


def joint(passes: Passes, others: Passes) -> Passes:
    """Return what two tokens know of the same way: each may have forgotten something else."""
    found = {one.number: one for one in others}
    found |= {one.number: one for one in passes if one.number not in found or not one.quiet}
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
    vague = last.blurred or blurred(gone)
    if (joined, older, vague) != (last.joined, last.older, last.blurred):
        last = last._replace(joined=joined, older=older, blurred=vague)
    return (*left, last)


def repeated(trail: Trail, last: Pass) -> list[Pass]:
    """Return the earlier passes of a step that is come through, with those that had led to them."""
    before = trail.passes if mention(trail.stored, last.step) else ()
    inner = [one for _, passes in last.joined for one in passes] if last.joined else ()
    if not before and not inner:
        return []
    again = (one for one in every((*before, *inner)) if one.step == last.step)
    return [inside for one in again for inside in every([one])]


def _numbers(passes: Iterable[Pass]) -> list[int]:
    return [number for one in every(passes) for number in (one.number, *one.older)]


def _all_quieted(passes: Passes, step: str) -> Passes:
    return tuple(_quieted(one, step) for one in passes)


def _quieted(one: Pass, step: str) -> Pass:
    """Return a pass in which nobody can return to a step any more."""
    if one.step != step:
        if not one.joined:
            return one
        joined = tuple((flow, _all_quieted(inner, step)) for flow, inner in one.joined)
        return one._replace(joined=joined)
    older = tuple(sorted({*_numbers([one])} - {one.number}))
    sealed = any(each.sealed for each in every([one]))
    quiet = Pass(one.number, step, one.rest, sealed=sealed, older=older, quiet=True)
    return quiet._replace(blurred=blurred([one]))


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
    own = tuple((flow, _own(trail.passes, shared)) for flow, trail in arrived.items())
    errands = settled(errand for trail in arrived.values() for errand in trail.errands)
    return Trail.of(tuple(shared.values()), errands), own


def _own(passes: Passes, shared: Mapping[int, Pass]) -> Passes:
    """Return what a token has come through besides: of what is shared, only where it parted."""
    return tuple(
        Pass(one.number, one.step, one.rest) if one.number in shared else one
        for one in passes
        if one.number not in shared or one.rest != shared[one.number].rest
    )


def renumbered(
    trail: Trail,
    number: Callable[[int], int],
    known: Collection[int] | None = None,
    vague: Collection[int] = (),
) -> Trail:
    """Return a trail with other numbers.

    :param known: where it is given, earlier passes that are not among them are forgotten.
    :param vague: passes of which earlier ones are forgotten that belong to other turns.
    """

    def again(passes: Passes) -> Passes:
        return tuple(
            one._replace(
                number=number(one.number),
                joined=tuple((flow, again(inner)) for flow, inner in one.joined),
                older=tuple(number(old) for old in one.older if known is None or old in known),
                blurred=one.blurred or one.number in vague,
            )
            for one in passes
        )

    return Trail.of(
        again(trail.passes),
        numbered(trail.errands, number),
        None if trail.back is None else number(trail.back),
        trail.reopened,
    )


def regrown(passes: Passes, number: int, begin: Passes, parted: Callable[[Pass], Pass]) -> Passes:
    """Return passes that lead in another way to the pass with a number.

    :param begin: what leads there now.
    :param parted: returns what that pass is now.
    """
    for place, one in enumerate(passes):
        if one.number == number:
            return overlaid((*begin, parted(one)), passes[place + 1 :])
    outer = {one.number for one in passes}
    fresh = tuple(one for one in begin if one.number not in outer)
    return tuple(
        one._replace(
            joined=tuple(
                (flow, regrown(inner, number, fresh, parted) if holds(inner, [number]) else inner)
                for flow, inner in one.joined
            ),
        )
        if one.joined
        else one
        for one in passes
    )
