"""What is promised is never more than the law allows, and enough for the steps."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil

from engine.checks.business.people import ASKED, group_of
from engine.checks.business.shares import rough_days, sure_days
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.known import Known
from engine.checks.scopes import Scope
from engine.people import APPLICANT

PROMISE = Rule(
    "business.promise_too_long",
    "%(promised)d working days are promised; the law allows %(statutory)d",
    "promise less",
)
STEP = Rule(
    "business.limit_over_promise",
    "the step alone may take %(days)d working days; %(promised)d are promised for the case",
    "shorten the step, or promise more",
)
SERIAL = Rule(
    "business.limits_over_promise",
    "one after the other the steps from acceptance to decision may take %(days)d working days; "
    "%(promised)d are promised",
    "shorten steps, do some at the same time, or promise more",
)
PERHAPS = Rule(
    "business.limits_perhaps_over_promise",
    "with natural days and months told roughly, the steps from acceptance to decision may take "
    "about %(days)d working days; %(promised)d are promised",
    "how many working days they take depends on when they begin: say them in working days",
    severity="warning",
)


def promises(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield limits that break the promise or the law.

    Source: Administrative Licensing Law, Art. 42.
    """
    if known.item is None:
        return
    promised, statutory = known.item.promised_days, known.item.statutory_days
    for process in diagram.processes:
        if promised > statutory:
            yield PROMISE.at(process, promised=promised, statutory=statutory)
    alone = [task for task in diagram.of(*ASKED) if sure_days(task) > promised]
    for task in alone:
        yield STEP.at(task, days=ceil(sure_days(task)), promised=promised)
    if not alone and diagram.processes and diagram.whole:
        yield from _serial(diagram, promised)


def _serial(diagram: Diagram, promised: int) -> Iterator[Finding]:
    for rule, limit in ((SERIAL, sure_days), (PERHAPS, rough_days)):
        days = Clock(diagram, limit).days(diagram.scopes[0])
        if days > promised:
            yield rule.at(diagram.processes[0], days=ceil(days), promised=promised)
            return


class Clock:
    """Adds up limits along the longest way from acceptance to decision.

    What is asked of the applicant, or pauses the clock, costs no time of the office; a way that
    comes back to where it was is counted once.

    :param limit: how many working days a step may take.
    """

    def __init__(self, diagram: Diagram, limit: Callable[[Element], Fraction]) -> None:
        self._diagram, self._limit = diagram, limit
        self._scopes = {scope.element.id: scope for scope in diagram.scopes}
        said = {node.settings().get("milestone") for node in diagram.nodes()}
        self._runs_from_start = "accepted" not in said
        self._longest = Fraction()

    def days(self, scope: Scope) -> Fraction:
        """Return the working days of the longest way through a process."""
        self._through(scope, Fraction() if self._runs_from_start else None)
        return self._longest

    def _through(self, scope: Scope, begun: Fraction | None) -> Fraction | None:
        """Return the days at the end of a scope; ``None`` while the clock does not run."""
        at: dict[str, Fraction | None] = {}
        for node in _in_order(scope):
            before = [at[each] for each in _before(scope, node) if each in at]
            came = max((days for days in before if days is not None), default=None)
            at[node.id] = self._after(node, begun if not before else came)
        ends = [at.get(end.id) for end in scope.of("endEvent")]
        return max((days for days in ends if days is not None), default=None)

    def _after(self, node: Element, days: Fraction | None) -> Fraction | None:
        milestone = node.settings().get("milestone")
        days = Fraction() if milestone == "accepted" else days
        if (inner := self._scopes.get(node.id)) is not None and not self._limit(node):
            days = self._through(inner, days)
        elif days is not None:
            days += self._costs(node)
        self._longest = max(self._longest, days or Fraction())
        return None if milestone == "decided" else days

    def _costs(self, node: Element) -> Fraction:
        free = "clock" in node.settings() or group_of(self._diagram, node) == APPLICANT
        return Fraction() if free else self._limit(node)


def _before(scope: Scope, node: Element) -> list[str]:
    if node.kind == "boundaryEvent":
        return [node.get("attachedToRef")]
    return [flow.get("sourceRef") for flow in scope.entering[node.id]]


def _in_order(scope: Scope) -> Iterator[Element]:
    """Yield the nodes so that each comes behind those that lead to it, loops apart."""
    done: list[str] = []
    seen: set[str] = set()
    left = [(node, False) for node in reversed(scope.nodes)]
    left += [(start.id, False) for start in scope.of("startEvent")]
    while left:
        node, left_behind = left.pop()
        if left_behind:
            done.append(node)
        elif node not in seen and node in scope.nodes:
            seen.add(node)
            left.append((node, True))
            left += [(following, False) for following in scope.after.get(node, ())]
    return (scope.nodes[node] for node in reversed(done))
