"""One examines, another approves (一审一核): neither signature stands alone."""

from collections import defaultdict
from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

HALF = Rule(
    "business.signature_alone",
    "it is signed to %(given)s, but nobody signs to %(missing)s",
    "add the other step, or delete the setting sign",
)

SIGNATURES = frozenset({"examine", "approve"})


def signatures(diagram: Diagram) -> Iterator[Finding]:
    """Yield signatures whose counterpart is missing in the same matter.

    The matter is the instance of a multi-instance, else the whole case.
    """
    signed: dict[str, list[Element]] = defaultdict(list)
    for task in diagram.of("userTask"):
        if task.settings().get("sign") in SIGNATURES:
            signed[_matter(task)].append(task)
    for tasks in signed.values():
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
        "",
    )
