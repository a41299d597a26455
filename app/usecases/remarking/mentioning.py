"""Who is mentioned in a remark: “@” and a name, or a user name, of somebody who reads the case."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.usecases.remarking.suggesting import readers
from app.usecases.work import Work
from engine.errors import Fault

_AT = re.compile(r"(?<![A-Za-z0-9._-])[@＠](\S{1,60})")
_WORD = re.compile(r"[\w.-]{1,20}")
_GOES_ON = re.compile(r"[A-Za-z0-9_.-]")


@dataclass(frozen=True)
class Mentioned:
    """Who is mentioned, by id, and what is wrong with other names."""

    people: tuple[int, ...]
    faults: tuple[Fault, ...]


def mentioned(work: Work, case: Case, text: str) -> Mentioned:
    """Return who is mentioned: people who may read the case, and nobody else."""
    names = list(_names(text))
    known = readers(work, case) if names else []
    found: dict[int, None] = {}
    faults = []
    for name in names:
        ids = matching(name, [(one.id, one.name, one.username) for one in known])
        if len(ids) == 1:
            found[ids[0]] = None
        else:
            faults.append(_fault(name, bool(ids)))
    return Mentioned(tuple(found), tuple(faults))


def matching(said: str, known: Sequence[tuple[int, str, str]]) -> list[int]:
    """Return whose name or user name comes first in what follows the sign, the longest counts.

    >>> matching("王建国请看", [(1, "王建", "wj"), (2, "王建国", "wjg")])
    [2]
    >>> matching("wjgx", [(2, "王建国", "wjg")])
    []
    >>> matching("王建国", [(2, "王建国", "wjg"), (3, "王建国", "wangjianguo")])
    [2, 3]
    """
    fits: dict[int, list[int]] = {}
    for id, name, username in known:
        if said.startswith(name):
            fits.setdefault(len(name), []).append(id)
        if said.startswith(username) and not _GOES_ON.match(said[len(username) :]):
            fits.setdefault(len(username), []).append(id)
    return fits[max(fits)] if fits else []


def _names(text: str) -> Iterator[str]:
    return (found[1] for found in _AT.finditer(text) if _WORD.match(found[1]))


def _fault(said: str, several: bool) -> Fault:
    word = _WORD.match(said)
    name = {"name": word[0] if word else said}
    if several:
        message = "Several people are called “%(name)s”: write “@” and the user name."
        return Fault("text", "remark.which", message, name)
    message = "Nobody who may read this case is called “%(name)s”."
    return Fault("text", "remark.nobody", message, name)
