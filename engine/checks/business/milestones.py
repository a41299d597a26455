"""What the law knows comes in its order, and every refusal on paper."""

from collections.abc import Iterator
from itertools import pairwise

from engine.checks.business.people import ASKED, group_of
from engine.checks.business.table import REFUSALS
from engine.checks.diagrams import Diagram, Order
from engine.checks.elements import Element
from engine.checks.expressions.written import Written
from engine.checks.findings import Finding, Rule
from engine.people import APPLICANT

IN_ORDER = ("accepted", "decided", "issued", "delivered", "archived")
MILESTONE_ORDER = Rule(
    "business.milestone_order",
    "it is %(milestone)s before %(step)s makes it %(earlier)s, and never after",
    "put the milestones in their order: accepted, decided, issued, delivered, archived",
)
NO_PAPER = Rule(
    "business.refusal_without_paper",
    "the case ends as %(outcome)s, and nobody gives the applicant the reasons on paper",
    'write the setting paper on a step before: <zeebe:property name="paper" value="%(paper)s"/>',
)
PERHAPS_NO_PAPER = Rule(
    "business.refusal_perhaps_without_paper",
    "the case may end as %(outcome)s on a way on which nobody hands out %(paper)s",
    "write the setting paper on the end event, or on a step that every way passes",
    severity="warning",
)
APPLICANT_COSTS_TIME = Rule(
    "business.applicant_costs_time",
    "the legal clock runs while the applicant is asked",
    "pause it with the settings clock and ground, or give the step a limit or a timer",
    severity="warning",
)


def milestones(diagram: Diagram) -> Iterator[Finding]:
    """Yield milestones that come before those they follow from.

    Source: Administrative Licensing Law, Art. 32, 38 and 44.
    """
    order, marked = Order(diagram), list(_marked(diagram))
    for earlier, later in pairwise(IN_ORDER):
        firsts = [element for name, element in marked if name == earlier]
        for element in (element for name, element in marked if name == later):
            before = any(order.leads(first, element) for first in firsts)
            behind = [first for first in firsts if order.leads(element, first)]
            if behind and not before:
                told = {"milestone": later, "step": behind[0].id, "earlier": earlier}
                yield MILESTONE_ORDER.at(element, **told)


def refusals(diagram: Diagram) -> Iterator[Finding]:
    """Yield ends by which an application fails without a paper that says why, on some way.

    Source: Administrative Licensing Law, Art. 38(2): a refusal is in writing and gives reasons.
    """
    order, handed_out = Order(diagram), Written(diagram, leaves=_papers)
    papers = [each for each in diagram.root.within() if "paper" in each.settings()]
    for process in diagram.processes:
        for end in process.children("endEvent"):
            outcome = end.settings().get("outcome") or end.id
            wanted = REFUSALS.get(outcome)
            given = [each for each in papers if each.settings()["paper"] == wanted]
            if wanted and not any(each.id == end.id or order.leads(each, end) for each in given):
                yield NO_PAPER.at(end, outcome=outcome, paper=wanted)
            elif wanted and diagram.whole and wanted not in handed_out.surely(end, "left"):
                yield PERHAPS_NO_PAPER.at(end, outcome=outcome, paper=wanted)


def _papers(node: Element) -> Iterator[str]:
    yield from filter(None, [node.settings().get("paper")])


def waiting_applicants(diagram: Diagram) -> Iterator[Finding]:
    """Yield what the applicant is asked at the cost of the office's time.

    Source: Administrative Licensing Law, Art. 45.
    """
    order = Order(diagram)
    accepted = [each for name, each in _marked(diagram) if name == "accepted"]
    decided = [each for name, each in _marked(diagram) if name == "decided"]
    bounded = {event.get("attachedToRef") for event in diagram.of("boundaryEvent")}
    for task in diagram.of(*ASKED):
        free = group_of(diagram, task) == APPLICANT and not {"clock", "limit"} & {*task.settings()}
        if free and task.id not in bounded:
            after = any(order.leads(each, task) for each in accepted)
            if after and any(order.leads(task, each) for each in decided):
                yield APPLICANT_COSTS_TIME.at(task)


def _marked(diagram: Diagram) -> Iterator[tuple[str, Element]]:
    for node in diagram.nodes():
        if "milestone" in node.settings():
            yield node.settings()["milestone"], node
