"""What is promised is never more than the law allows."""

from collections.abc import Iterator

from engine.checks.business.people import ASKED
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
    "the step alone may take %(limit)s working days; %(promised)d are promised for the case",
    "shorten the step, or promise more",
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
    for task in diagram.of(*ASKED):
        limit = task.settings().get("limit", "")
        if limit.isascii() and limit.isdigit() and int(limit[:6]) > promised:
            yield STEP.at(task, limit=limit, promised=promised)
