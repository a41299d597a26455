"""What process files must satisfy before they are published: an allow-list in four layers."""

from collections.abc import Mapping
from dataclasses import replace

from engine.checks import asked, business, decided, engine, expressions, structure
from engine.checks.expressions.names import given_by_callers
from engine.checks.findings import Finding, Rule, one_line, said
from engine.checks.folder import Folder
from engine.checks.known import NOTHING, Called, Item, Known

__all__ = [
    "Called",
    "Finding",
    "Item",
    "Known",
    "Rule",
    "called",
    "check",
    "one_line",
    "said",
    "unkept",
]


def check(files: Mapping[str, bytes], *, known: Known | None = None) -> tuple[Finding, ...]:
    """Return everything that is wrong with the files of a process, in the order of the files.

    Any bytes give findings, never an error. Without findings of severity ``error`` the files
    may be published.

    :param files: the bytes by name; the name is only told back and tells the kind of file.
    :param known: what exists around the process. Without it the files are checked alone:
        what they name and do not contain is only a warning.
    """
    folder = Folder.read(files, known or NOTHING)
    found = [*folder.findings, *decided.findings(folder)]
    for diagram in folder.diagrams:
        crowded = list(structure.crowds(diagram))
        if crowded:
            found += crowded
            continue
        found += structure.findings(diagram, folder.known)
        found += engine.findings(diagram, folder)
        found += expressions.findings(diagram, folder)
        found += asked.findings(diagram, folder)
        found += business.findings(diagram, folder)
    return tuple(sorted(found, key=lambda each: (each.file, each.line, each.rule, each.element)))


def unkept(files: Mapping[str, bytes], item: Item) -> tuple[Finding, ...]:
    """Return which limits of the steps of a published process do not fit the limits of an item.

    Source: Administrative Licensing Law, Art. 42; facts L3.
    """
    known = replace(NOTHING, item=item)
    found = (business.promises(one, known) for one in Folder.read(files, NOTHING).diagrams)
    return tuple(each for findings in found for each in findings if each.severity == "error")


def called(files: Mapping[str, bytes]) -> Called:
    """Return what processes that call these files must know of them."""
    diagrams = Folder.read(files, NOTHING).diagrams
    calls = (step.extension("calledElement") for one in diagrams for step in one.of("callActivity"))
    return Called(
        calls={call.get("processId") for call in calls if call is not None},
        given=frozenset().union(*map(given_by_callers, diagrams)),
        waits=any(map(structure.may_wait, diagrams)),
        diagrams=tuple(diagrams),
    )
