"""The layers through which files go, each of which tells what is wrong with them."""

from collections.abc import Mapping
from dataclasses import replace

from engine.checks import asked, business, decided, engine, expressions, structure
from engine.checks.expressions.names import given_by_callers
from engine.checks.findings import Finding
from engine.checks.folder import Folder, diagrams
from engine.checks.known import NOTHING, Called, Item, Known


def check(files: Mapping[str, bytes], known: Known | None) -> tuple[Finding, ...]:
    """Return everything that is wrong with the files, in their order."""
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
    """Return which limits of steps do not fit the limits of an item."""
    known = replace(NOTHING, item=item)
    found = (business.promises(one, known) for one in diagrams(files))
    return tuple(each for findings in found for each in findings if each.severity == "error")


def called(files: Mapping[str, bytes]) -> Called:
    """Return what callers of the files must know."""
    drawn = tuple(diagrams(files))
    calls = (step.extension("calledElement") for one in drawn for step in one.of("callActivity"))
    return Called(
        calls={call.get("processId") for call in calls if call is not None},
        given=frozenset().union(*map(given_by_callers, drawn)),
        waits=any(map(structure.may_wait, drawn)),
        diagrams=drawn,
    )
