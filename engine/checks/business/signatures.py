"""One examines, another approves (一审一核): neither signature stands alone."""

from collections import defaultdict
from collections.abc import Iterator

from engine.checks.business.people import group_of
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.known import Known

HALF = Rule(
    "business.signature_alone",
    "it is signed to %(given)s, but nobody signs to %(missing)s",
    "add the other step, or delete the setting sign",
)

UNSIGNED = Rule(
    "business.two_signatures",
    "the item asks that one examines and another approves; no step of the case is signed so",
    'write on two steps the settings <zeebe:property name="sign" value="examine"/> and '
    '<zeebe:property name="sign" value="approve"/>',
)
OTHER_LEAD = Rule(
    "business.other_lead",
    "the case is signed by %(department)s; the item is led by %(lead)s",
    "let the lead sign, or change who leads in the catalogue",
)

SIGNATURES = frozenset({"examine", "approve"})
CASE = ""
"""The matter that is the whole case."""

SEVERAL_LEADS = Rule(
    "business.several_leads",
    "the case is signed by %(department)s, but by %(first)s already",
    "let the lead sign, and ask the other departments for opinions in a multi-instance",
)


def leads(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield steps by which a second department signs for the case as a whole, or a wrong one.

    Source: Administrative Licensing Law, Art. 26: one department leads a joint matter.
    """
    lead, first = known.item.lead_department if known.item is not None else None, ""
    for task in diagram.of("userTask"):
        department, slash, _ = group_of(diagram, task).partition("/")
        signs = task.settings().get("sign") in SIGNATURES and not _matter(task)
        if not signs or not slash or department.startswith("="):
            continue
        if not first and lead is not None and department != lead:
            yield OTHER_LEAD.at(task, department=department, lead=lead)
        first = first or department
        if department != first:
            yield SEVERAL_LEADS.at(task, department=department, first=first)


def signatures(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield signatures whose counterpart is missing in the same matter, or in the case at all.

    The matter is the instance of a multi-instance, else the whole case.
    """
    signed: dict[str, list[Element]] = defaultdict(list)
    for task in diagram.of("userTask"):
        if task.settings().get("sign") in SIGNATURES:
            signed[_matter(task)].append(task)
    if known.item is not None and known.item.signatures > 1 and not signed[CASE]:
        yield from (UNSIGNED.at(process) for process in diagram.processes)
    for tasks in filter(None, signed.values()):
        given = {task.settings()["sign"] for task in tasks}
        for missing in sorted(SIGNATURES - given):
            yield HALF.at(tasks[0], given=tasks[0].settings()["sign"], missing=missing)


def _matter(task: Element) -> str:
    return next(
        (
            scope.id
            for scope in task.around()
            if scope.kind == "subProcess" and scope.child("multiInstanceLoopCharacteristics")
        ),
        CASE,
    )
