"""Every way the product says no, in words the person who asked can act on.

Four families, because callers react in four ways; the web turns them into 404, 403, 409
and 422. Anything that is not a ``Refusal`` is a bug.

A refusal carries a ``code`` (stable, for programs), a ``message`` (English, with
``%(name)s`` places) and ``params`` that fill the places. The edge translates the message;
the engine knows no languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any


class _Said(Exception):
    """An error in words that can be translated."""

    def __init__(self, code: str, message: str, **params: Any) -> None:
        super().__init__(code, message)
        self.code, self.message, self.params = code, message, params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True)
class Told:
    """Words inside other words, which are translated together with them."""

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def by(cls, error: "_Said | Fault") -> "Told":
        """Return the words of an error, with everything that is wrong."""
        words = cls(error.message, error.params)
        faults = error.faults if isinstance(error, Invalid) else ()
        if not faults:
            return words
        return cls("%(said)s (%(faults)s)", {"said": words, "faults": cls.of(faults)})

    @classmethod
    def of(cls, faults: "Iterable[Fault]") -> "Told":
        """Return the words of at least one fault, each with its place."""
        return reduce(cls._and, (cls._placed(fault) for fault in faults))

    def _and(self, further: "Told") -> "Told":
        return Told("%(fault)s; %(further)s", {"fault": self, "further": further})

    @classmethod
    def _placed(cls, fault: "Fault") -> "Told":
        words = cls.by(fault)
        if not fault.place:
            return words
        return cls("%(place)s: %(fault)s", {"place": fault.place, "fault": words})

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


def kept(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what fills the places of a message so that it can be stored.

    >>> kept({"count": 2, "why": Told("%(name)s is not known", {"name": "age"})})
    {'count': '2', 'why': {'message': '%(name)s is not known', 'params': {'name': 'age'}}}
    """
    return {
        name: {"message": value.message, "params": kept(value.params)}
        if isinstance(value, Told)
        else str(value)
        for name, value in params.items()
    }


class Refusal(_Said):
    """The request was understood and refused.

    :param code: what a program may look at, e.g. ``"task.closed"``.
    :param message: an English sentence, also the key of its translations.
    """

    def at(self, place: str) -> "Fault":
        """Return it as what is wrong at one place of what was sent."""
        return Fault(place, self.code, self.message, self.params)


class NotFound(Refusal):
    """There is no such thing, or none that this person may know of."""


class NotAllowed(Refusal):
    """It exists, but this person may not do that to it."""


class Conflict(Refusal):
    """It was possible a moment ago: somebody else was faster, or the step was withdrawn."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with what was sent.

    :param place: where, as a dotted path: ``"answers.reason"``, ``"points.2.text"``;
        ``""`` for the whole.
    """

    place: str
    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class Invalid(Refusal):
    """What was sent is wrong; ``faults`` lists everything that is, so that it is told once."""

    def __init__(
        self, code: str, message: str, faults: Iterable[Fault] = (), **params: Any
    ) -> None:
        super().__init__(code, message, **params)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return str(Told.by(self))


class Broken(_Said):
    """The process cannot go on: an incident, for an operator and the process's designer.

    Not a refusal: whoever acted did nothing wrong. The step is rolled back; the run that
    raised it must be thrown away.

    :param code: what a program may look at, e.g. ``"run.stuck"``.
    :param message: an English sentence, also the key of its translations.
    """
