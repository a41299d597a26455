"""Every end of a case is an outcome of the law, and the way out stays open."""

from collections.abc import Iterator

from engine.checks.business.table import MILESTONES, OUTCOMES
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule, listed
from engine.checks.known import Known
from engine.checks.scopes import interrupts

NO_OUTCOME = Rule(
    "business.no_outcome",
    "the case ends here, and nobody can tell how",
    "give the event the id of an outcome, or the setting outcome: %(outcomes)s",
)
NO_MILESTONE = Rule(
    "business.no_milestone",
    "no step reaches the milestone %(milestone)s: limits that end with it never end",
    'write the setting milestone: <zeebe:property name="milestone" value="%(milestone)s"/>',
    severity="warning",
)
NO_WITHDRAWAL = Rule(
    "business.no_withdrawal",
    "the applicant can not withdraw",
    "put everything before the decision into a sub-process with an interrupting "
    "message boundary event named withdrawn",
    severity="warning",
)

WITHDRAWN = "withdrawn"


def only_called(process: Element, known: Known) -> bool:
    """Whether no case is of this process: others call it, and no item is handled by it."""
    if known.item is not None:
        return False
    called = {key for other in (known.processes or {}).values() for key in other.calls}
    return bool(process.settings().get("given")) or process.id in called


def endings(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield the ends of a case that are no outcome.

    Ends of sub-processes end no case, but those of an event sub-process that interrupts it do.
    """
    for process in diagram.processes:
        for end in ends_of(process, known):
            if end.id not in OUTCOMES and not end.settings().get("outcome"):
                yield NO_OUTCOME.at(end, outcomes=listed(OUTCOMES))


def ends_of(process: Element, known: Known) -> list[Element]:
    """Return the events at which a case of this process ends; none, if there are no cases of it."""
    if only_called(process, known):
        return []
    inside = (each for each in process.children("subProcess") if _replaces(each))
    return [end for scope in (process, *inside) for end in scope.children("endEvent")]


def _replaces(inner: Element) -> bool:
    """Whether an event sub-process of a process ends the case in its place."""
    start = inner.child("startEvent")
    return inner.by_event and start is not None and interrupts(start)


def withdrawal(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield a process that can not be withdrawn, or never accepts or decides.

    Source: decision records 17 (milestones) and 23 (withdrawal).
    """
    for process in diagram.processes:
        if only_called(process, known):
            continue
        if WITHDRAWN not in _interrupting_messages(diagram):
            yield NO_WITHDRAWAL.at(process)
        reached = {each.settings().get("milestone") for each in process.within()}
        for milestone in sorted(MILESTONES & {"accepted", "decided"} - reached):
            yield NO_MILESTONE.at(process, milestone=milestone)


def _interrupting_messages(diagram: Diagram) -> Iterator[str]:
    """Yield the names of the messages that end what they interrupt.

    A message that can not be found has a finding of its own, and counts as any.
    """
    for event in diagram.of("boundaryEvent"):
        for definition in event.children("messageEventDefinition"):
            message = diagram.ids.get(definition.get("messageRef"))
            if event.get("cancelActivity") != "false":
                yield message.get("name") if message is not None else WITHDRAWN
