"""Moving many cases to another version: each in a unit of work of its own, one after the other."""

from collections.abc import Iterator, Sequence

from app.clock.deeds import deed
from app.unit_of_work import look
from app.usecases.processes import transferring
from app.usecases.processes.transferring import Outcome, Transfer
from engine.errors import Broken, Conflict, Fault, Invalid
from engine.people import Actor


def previewed(actor: Actor, wish: Transfer, numbers: Sequence[str]) -> Iterator[Outcome]:
    """Say of each case whether it can move; nothing is changed."""
    for number in numbers:
        with look(actor) as work:
            yield transferring.preview(work, wish, number)


def moved(actor: Actor, wish: Transfer, numbers: Sequence[str]) -> Iterator[Outcome]:
    """Move each case that can move, after its limits that are already due have passed."""
    for number in numbers:
        try:
            with deed(actor, case=number) as work:
                transferring.transfer(work, wish, number)
        except Invalid as refusal:
            yield Outcome(number, refusal.faults or (_fault(refusal),))
        except (Conflict, Broken) as failure:
            yield Outcome(number, (_fault(failure),))
        else:
            yield Outcome(number)


def _fault(failure: Invalid | Conflict | Broken) -> Fault:
    return Fault("", failure.code, failure.message, failure.params)
