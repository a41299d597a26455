"""Going back to an earlier step: what is asked for, and what it would do."""

from dataclasses import dataclass
from typing import Literal

from engine.errors import Fault

Siblings = Literal["cancel", "keep", "wait"]
"""What becomes of those that parted from the token behind the step it is returned to: they are
withdrawn, go on, or go on and are waited for before the return takes effect."""
Then = Literal["again", "straight"]
"""How it goes on from there: through all steps again, or straight back to the step that asked."""


@dataclass(frozen=True)
class Return:
    """A return that is asked for.

    :param to: the places to go back to, as ``Goal.place`` tells them: one, or several in branches
        that have become one since.
    """

    to: tuple[str, ...]
    siblings: Siblings = "cancel"
    then: Then = "again"


@dataclass(frozen=True)
class Done:
    """A task that was done.

    :param place: as ``Goal.place`` tells it.
    :param scope: of the task, as ``OpenTask.scope`` tells it.
    :param element: where several were asked: who it was.
    """

    place: str
    scope: str
    element: object = None


@dataclass(frozen=True)
class Touched:
    """Where something happens: the places in the diagram, and the open tasks there."""

    places: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What a return would do.

    :param kept: what goes on beside it.
    :param cancelled: what is withdrawn, the task that asks among it.
    :param redone: the activities that are come through again, oldest first.
    """

    siblings: Siblings
    then: Then
    kept: Touched
    cancelled: Touched
    redone: tuple[str, ...]


@dataclass(frozen=True)
class Goal:
    """A step one can go back to.

    :param place: the id of the element; before it the call activities it lies in: ``call/step``.
    :param previews: what it would do, for every choice there is.
    :param refused: why nobody may go back there; then there are no previews.
    """

    place: str
    name: str
    previews: tuple[Preview, ...] = ()
    refused: Fault | None = None


@dataclass(frozen=True)
class TakenBack:
    """Steps that a return has taken back: what was answered there counts no more.

    :param places: with those inside of them; of a process that is called, the call alone.
    :param scopes: only answers of these scopes are meant; where there are none, all.
    """

    places: tuple[str, ...]
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """An instance of an activity with several.

    :param element: its element of the list, or its number.
    :param state: ``done``, ``open``, ``away`` while it is returned to an earlier step, or
        ``unasked``.
    """

    index: int
    element: object
    state: Literal["done", "open", "away", "unasked"]
