"""How a deed asked for by a program is carried out: once, however often it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.api.reading import idempotency
from app.clock import deed
from app.signin import signed_in
from app.storage.ground.base import store
from app.unit_of_work import look
from app.usecases import repeating
from app.usecases.repeating import Repeated, Request
from app.usecases.work import Work
from engine.people import Actor

T = TypeVar("T")


@dataclass(frozen=True)
class Thing(Generic[T]):
    """What an answer is about.

    :param name: by which it is found again.
    :param find: as the actor of the work may see it.
    :param show: as its shape wants it.
    """

    name: Callable[[T], str]
    find: Callable[[Work, str], T]
    show: Callable[[Work, T], Any]


def done(
    thing: Thing[T],
    act: Callable[[Work], tuple[T, int]],
    by: Actor | None = None,
    **on: str | None,
) -> tuple[Any, int]:
    """Carry out a deed and return what to answer, with the status.

    With an ``Idempotency-Key`` a second request waits for the first and gets its answer.

    :param by: who does it; whoever is signed in where nobody is named.
    :param on: the ``task`` or ``case`` the deed is about, whose passed limits come first.
    :raises Refusal: as the deed does; what was refused may be asked again under its key.

    Source: decisions 9 and 11.
    """
    actor, request = by or signed_in(), idempotency()
    if request is None:
        with deed(actor, **on) as work:
            result, status = act(work)
            store(work.session)  # what is shown is what is stored
            return thing.show(work, result), status
    try:
        with deed(actor, **on) as work:
            begun = repeating.begin(work, request)
            result, begun.status = act(work)
            begun.reference = thing.name(result)
            store(work.session)
            return thing.show(work, result), begun.status
    except Repeated:
        return _again(thing, request, actor)


def _again(thing: Thing[T], request: Request, actor: Actor) -> tuple[Any, int]:
    with look(actor) as work:
        before = repeating.outcome(work, request)
        return thing.show(work, thing.find(work, before.reference)), before.status
