"""Those who are asked the same, each for themselves."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Several:
    """An open step that is done once for each of several: of a list, so that it may change.

    :param step: the id of the element in the diagram.
    :param path: the ids of the call activities it lies in, outermost first.
    :param asked: those who are asked now and have not answered.
    :param waiting: those whose turn comes later.
    :param answered: those who have answered.
    """

    step: str
    name: str
    path: tuple[str, ...] = ()
    asked: tuple[Any, ...] = ()
    waiting: tuple[Any, ...] = ()
    answered: tuple[Any, ...] = ()
