"""Calls of other processes: which version is meant, by the case and not by the day.

A key bound by ``deployment`` means one version for the whole life of a case, in every process it
comes through: the newest on the day the key was first within its reach. A key bound by
``latest`` means the newest at the moment a token comes.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from engine.errors import Broken, NotFound

if TYPE_CHECKING:
    from engine.spiff.definition import Definition
    from engine.spiff.game.workflow import Workflow

Binding = Literal["latest", "deployment"]
BINDINGS: dict[str, Binding] = {"latest": "latest", "deployment": "deployment"}
DEEPEST = 10
"""So many calls may lie within each other; processes that call each other never end."""


@dataclass(frozen=True)
class Call:
    """What a call activity calls.

    :param step: the id of the call activity.
    :param key: the process called.
    """

    step: str
    key: str
    binding: Binding


class Version(Protocol):
    """One version of a process."""

    @property
    def definition(self) -> "Definition":
        """Its diagram."""


class Library(Protocol):
    """All versions of all processes."""

    def by_digest(self, digest: str) -> Version:
        """Return a version.

        :raises NotFound: there is none.
        """

    def latest(self, key: str) -> Version | None:
        """Return the newest version of a process."""


def version_for(run: "Workflow", call: Call) -> "Definition":
    """Return the version a call means, now that a token has come to it.

    :raises Broken: ``call.unknown``, there is none, or it is gone.
    """
    found = _found(run, call)
    if found is None:
        raise _unknown(call)
    pin(run, found)
    return found


def pin(run: "Workflow", definition: "Definition") -> None:
    """Settle which versions a process means by ``deployment``, and those it calls, and so on.

    :raises Broken: ``call.unknown``, there is none.
    """
    ahead, seen = list(definition.calls), set()
    while ahead:
        call = ahead.pop()
        if (call.key, call.binding) in seen:
            continue
        seen.add((call.key, call.binding))
        found = _found(run, call)
        if found is not None:
            ahead += found.calls
        if call.binding == "deployment":
            if found is None:
                raise _unknown(call)
            run.pins.setdefault(call.key, found.digest)


def _found(run: "Workflow", call: Call) -> "Definition | None":
    if call.binding == "deployment" and call.key in run.pins:
        try:
            return run.library.by_digest(run.pins[call.key]).definition
        except NotFound:
            return None
    newest = run.library.latest(call.key)
    return newest.definition if newest else None


def _unknown(call: Call) -> Broken:
    message = "“%(step)s” calls the process “%(key)s”, which is not published."
    return Broken("call.unknown", message, step=call.step, key=call.key)
