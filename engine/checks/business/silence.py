"""Silence and absence may stand for an opinion on the published list, and somebody answers then."""

from collections.abc import Iterator

from engine.checks.business.people import group_of, heirs
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.known import Known
from engine.rules.silences import OUTCOMES, Declared, declared

NO_BASIS = Rule(
    "business.silence_without_basis",
    "%(kind)s counts here, but it is not said by which rule",
    'write the setting %(kind)sBasis, e.g. "并联审批超时默认事项清单"',
)
NO_OPINION = Rule(
    "business.silence_without_opinion",
    "silence counts only for the opinion of a department",
    'write the setting opinion: <zeebe:property name="opinion" value="co_review"/>',
)
TWO = Rule(
    "business.silence_and_absence",
    "the step says what counts for silence and what for absence",
    "keep one: absence for a visit or a meeting, silence for everything else",
)
NO_HEIR = Rule(
    "business.silence_without_heir",
    "nobody is asked when the limit passes",
    "write the setting %(kind)sTo: who answers then, as department/role or an expression",
)
SAME = Rule(
    "business.silence_same_group",
    "%(group)s does not answer, and is asked again",
    "name another group in %(kind)sTo",
)


def silences(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield declared silences and absences that rest on nothing, or lead to nobody.

    Source: Administrative Licensing Law, Art. 38 (a decision is made, and gives reasons).
    """
    for task in diagram.of("userTask"):
        missed = declared(task.settings())
        if missed is None or missed.outcome not in OUTCOMES:
            continue
        yield from _alone(task, missed)
        yield from _opinion(task, missed)
        if not missed.agrees:
            yield from _heir(diagram, task, missed, known)


def _alone(task: Element, missed: Declared) -> Iterator[Finding]:
    if missed.basis is None:
        yield NO_BASIS.at(task, kind=missed.kind)
    if {"silence", "absence"} <= task.settings().keys():
        yield TWO.at(task)


def _opinion(task: Element, missed: Declared) -> list[Finding]:
    """Return that a department loses its say at a step where it has none."""
    opinions = any("opinion" in each.settings() for each in (task, *task.around()))
    return [] if opinions or missed.outcome == "escalate" else [NO_OPINION.at(task)]


def _heir(diagram: Diagram, task: Element, missed: Declared, known: Known) -> Iterator[Finding]:
    if not missed.to:
        yield NO_HEIR.at(task, kind=missed.kind)
    elif missed.to == group_of(diagram, task):
        yield SAME.at(task, kind=missed.kind, group=missed.to)
    else:
        yield from heirs(task, missed.to, known)
