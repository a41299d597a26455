"""A decision is made by somebody: silence never makes it, however far behind it lies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.checks.business.endings import ends_of
from engine.checks.business.table import DECIDED, DECISIONS
from engine.checks.business.unasked import Unasked
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.written import Written
from engine.checks.findings import Finding, Rule
from engine.checks.known import Called, Known

SILENCE = Rule(
    "business.silence_decides",
    "silence would make the decision of the case: nobody is asked between it and %(step)s",
    "only opinions of departments may be given by silence: delete it, or let somebody decide",
)
FOR_CALLER = Rule(
    "business.silence_decides_calls",
    "silence would make the decision of cases of the process %(process)s, which calls this one: "
    "nobody is asked between it and %(step)s",
    "ask somebody here, or publish %(process)s first so that somebody decides behind the call",
)
Pair = tuple[Element, Element]


class Decided:
    """What decides a case of one process, while nobody is asked."""

    def __init__(self, diagram: Diagram, known: Known) -> None:
        self._ways = Unasked(diagram, known)
        self._ends = [end for each in diagram.processes for end in ends_of(each, known)]
        self._before = Written(diagram, leaves=_milestones)

    def by_silence(self) -> list[Pair]:
        """Return each step whose silence decides, with the element that makes it a decision."""
        return [pair for step in self._ways.silent_steps() for pair in self._first(step)]

    def _first(self, step: Element) -> list[Pair]:
        """Return what decides first behind a step, if anything does."""
        late = DECIDED in self._before.surely(step, "before")
        return [(step, each) for each in self._ways.after(step) if self._decides(each, late)][:1]

    def _decides(self, passed: Element, late: bool) -> bool:
        """Whether an element decides a case: by its milestone, or by paper or end without it."""
        said = passed.settings()
        if said.get("milestone") == DECIDED:
            return True
        ends = any(passed.xml is each.xml for each in self._ends)
        outcome = said.get("outcome") or passed.id if ends else None
        return not late and (said.get("paper") in DECISIONS.values() or outcome in DECISIONS)


def decisions(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield where a case would be decided, and nobody had decided it.

    Source: Administrative Licensing Law, Art. 38 (a decision is made, and gives reasons).
    """
    for step, decided in Decided(diagram, known).by_silence():
        yield SILENCE.at(step, step=decided.place)
    yield from _for_callers(diagram, known)


def _for_callers(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield what would make the decisions of processes that call this one, and did not before."""
    own = {each.id: Called(diagrams=(diagram,)) for each in diagram.processes}
    published = known.processes or {}
    after = replace(known, processes={**published, **own}, item=None)
    for key in sorted(published.keys() - own):
        if _calls(published, key, own):
            for caller in published[key].diagrams:
                before = {step.id for step, _ in Decided(caller, known).by_silence()}
                pairs = Decided(caller, after).by_silence()
                for _, decided in [pair for pair in pairs if pair[0].id not in before][:1]:
                    place = next(Unasked(diagram, known).silent_steps(), diagram.processes[0])
                    yield FOR_CALLER.at(place, process=key, step=decided.place)


def _calls(published: Mapping[str, Called], key: str, own: Mapping[str, Called]) -> bool:
    """Whether a process calls one of these, itself or through others."""
    left, seen = [key], {key}
    while left:
        calls = published[left.pop()].calls
        if not calls.isdisjoint(own):
            return True
        new = {each for each in calls if each in published} - seen
        seen |= new
        left += new
    return False


def _milestones(node: Element) -> Iterator[str]:
    yield from filter(None, [node.settings().get("milestone")])
