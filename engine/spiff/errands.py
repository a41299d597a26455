"""What a returned token comes back for: each time others whom it leaves alone on its way.

Several who return to the same step come back as one token. Each errand is what one of them would
leave alone by himself; so that if nobody waits for him any more, the others still come back.
Source: decisions 150 and 215.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple


class Spared(NamedTuple):
    """Others that went on when a token was returned: they are not begun again.

    :param number: of the pass in which they parted; of the absence, where they are instances.
    :param step: where they parted.
    :param flows: the flows they took; none where they are instances of the step.
    """

    number: int
    step: str
    flows: tuple[str, ...] = ()


Errand = tuple[Spared, ...]
Errands = tuple[Errand, ...]
"""Those of a token; none where it was not returned, or leaves nobody alone any more."""


def settled(errands: Iterable[Errand]) -> Errands:
    """Return errands without doubles; none where there is nobody to be left alone.

    >>> settled([(Spared(1, "fork", ("a",)),), (Spared(1, "fork", ("a",)),)])
    ((Spared(number=1, step='fork', flows=('a',)),),)
    >>> settled([(), ()])
    ()
    """
    found = tuple(dict.fromkeys(errands))
    return found if any(found) else ()


def debts(errands: Errands) -> Iterator[Spared]:
    """Yield all who are left alone for one errand or another, by where they parted."""
    flows: dict[tuple[int, str], list[str]] = {}
    for one in (one for errand in errands for one in errand):
        flows.setdefault((one.number, one.step), []).extend(one.flows)
    for (number, step), found in flows.items():
        yield Spared(number, step, tuple(dict.fromkeys(found)))


def left_alone(errands: Errands) -> Iterator[Spared]:
    """Yield those whom no errand begins again.

    >>> fire, tax = (Spared(1, "fork", ("b", "c")),), (Spared(1, "fork", ("a", "c")),)
    >>> list(left_alone((fire, tax)))
    [Spared(number=1, step='fork', flows=('c',))]
    """
    all_ = [one for errand in errands for one in errand]
    for debt in debts(errands):
        same = [one.flows for one in all_ if one.number == debt.number]
        flows = tuple(flow for flow in debt.flows if all(flow in one for one in same))
        if flows or not debt.flows:
            yield debt._replace(flows=flows)


def along(errands: Errands, step: str, flow: str) -> Errands:
    """Return the errands for which a token goes on along a flow: those that do not leave it alone.

    >>> fire, tax = (Spared(1, "fork", ("b",)), Spared(2, "ask")), (Spared(1, "fork", ("a",)),)
    >>> along((fire, tax), "fork", "b") == (tax,)
    True
    """
    return tuple(
        errand
        for errand in errands
        if not any(one.step == step and flow in one.flows for one in errand)
    )


def without(errands: Errands, numbers: Collection[int]) -> Errands:
    """Return errands that do not leave some alone any more."""
    return tuple(tuple(one for one in errand if one.number not in numbers) for errand in errands)


def numbered(errands: Errands, number: Callable[[int], int]) -> Errands:
    """Return errands with other numbers."""
    return tuple(
        tuple(one._replace(number=number(one.number)) for one in errand) for errand in errands
    )


def written_errands(errands: Errands) -> list[list[Any]]:
    """Return errands as JSON can hold them."""
    return [[[one.number, one.step, *one.flows] for one in errand] for errand in errands]


def read_errands(told: Iterable[Any]) -> Errands:
    """Return the errands that were written."""
    return settled(
        tuple(Spared(number, step, tuple(flows)) for number, step, *flows in errand)
        for errand in told
    )
