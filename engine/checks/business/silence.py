"""Silence may stand for an opinion on the published list, never for a decision."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding, Rule

NO_BASIS = Rule(
    "business.silence_without_basis",
    "silence counts here, but it is not said by which rule",
    'write the setting silenceBasis, e.g. "并联审批超时默认事项清单"',
)
DECIDES = Rule(
    "business.silence_decides",
    "silence would make the decision of the case",
    "only opinions of departments may be given by silence: delete it",
)
NO_OPINION = Rule(
    "business.silence_without_opinion",
    "silence counts only for the opinion of a department",
    'write the setting opinion: <zeebe:property name="opinion" value="co_review"/>',
)


def silences(diagram: Diagram) -> Iterator[Finding]:
    """Yield declared silences that rest on nothing, or decide.

    Source: Administrative Licensing Law, Art. 38 (a decision is made, and gives reasons).
    """
    for task in diagram.of("userTask"):
        given = task.settings()
        if "silence" not in given:
            continue
        around = [given, *(outer.settings() for outer in task.around())]
        if "silenceBasis" not in given:
            yield NO_BASIS.at(task)
        if any(each.get("milestone") == "decided" for each in around):
            yield DECIDES.at(task)
        elif not any("opinion" in each for each in around):
            yield NO_OPINION.at(task)
