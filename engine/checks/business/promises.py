"""What is promised is never more than the law allows, and enough for the steps."""

from collections.abc import Iterator
from math import ceil

from engine.checks.business.serial import Clock
from engine.checks.business.shares import rough_days, sure_days
from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding, Rule
from engine.checks.known import Known

PROMISE = Rule(
    "business.promise_too_long",
    "%(promised)d working days are promised; the law allows %(statutory)d",
    "promise less",
)
STEP = Rule(
    "business.limit_over_promise",
    "the step %(step)s alone may take %(days)d working days; "
    "%(promised)d are promised for the case",
    "shorten the step, or promise more",
)
SERIAL = Rule(
    "business.limits_over_promise",
    "one after the other the steps from acceptance to decision may take %(days)d working days "
    "(%(steps)s); %(promised)d are promised",
    "shorten steps, do some at the same time, or promise more",
)
PERHAPS = Rule(
    "business.limits_perhaps_over_promise",
    "with natural days and months told roughly, the steps from acceptance to decision may take "
    "about %(days)d working days (%(steps)s); %(promised)d are promised",
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
    if diagram.processes and diagram.whole:
        yield from _alone(diagram, promised) or _serial(diagram, promised)


def _alone(diagram: Diagram, promised: int) -> list[Finding]:
    """Return the steps between acceptance and decision that take longer than the whole may."""
    clock = Clock(diagram, sure_days)
    clock.longest()
    return [
        STEP.at(step, step=step.get("name") or step.id, days=ceil(days), promised=promised)
        for step, days in clock.counted.items()
        if days > promised
    ]


def _serial(diagram: Diagram, promised: int) -> Iterator[Finding]:
    for rule, limit in ((SERIAL, sure_days), (PERHAPS, rough_days)):
        steps = Clock(diagram, limit).longest()
        if steps.days > promised:
            told = {"steps": str(steps), "days": ceil(steps.days), "promised": promised}
            yield rule.at(diagram.processes[0], **told)
            return
