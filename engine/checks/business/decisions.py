"""A decision is made by somebody: no silence and no timer makes it, however far behind it lies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.checks.business.endings import ends_of
from engine.checks.business.table import DECIDED, DECISIONS
from engine.checks.business.unasked import Unasked, timed
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.written import Written
from engine.checks.findings import Finding, Rule
from engine.checks.known import Called, Known

SILENCE = Rule(
    "business.silence_decides",
    "silence would make the decision of the case: nobody of the office is asked between it and "
    "%(step)s",
    "only opinions of departments may be given by silence: delete it, or let somebody decide",
)
TIMER = Rule(
    "business.timer_decides",
    "time alone would make the decision of the case: nobody of the office is asked between it "
    "and %(step)s",
    "let somebody decide behind it; if somebody has before, say so on their step: sign approve, "
    "or milestone decided",
)
FOR_CALLER = Rule(
    "business.silence_decides_calls",
    "silence would make the decision of cases of the process %(process)s, which calls this one: "
    "nobody of the office is asked between it and %(step)s",
    "ask somebody here, or publish %(process)s first so that somebody decides behind the call",
)
SIGNED = "signed"
Pair = tuple[Element, Element]


class Decided:
    """What decides a case of one process, while nobody is asked."""

    def __init__(self, diagram: Diagram, known: Known) -> None:
        self._ways = Unasked(diagram, known)
        self._ends = [end for each in diagram.processes for end in ends_of(each, known)]
        self._before = Written(diagram, leaves=_left)

    def by_silence(self) -> list[Pair]:
        """Return each step that decides unasked, with the element that makes it a decision."""
        return [pair for step in self._ways.silent_steps() for pair in self._first(step)]

    def _first(self, step: Element) -> list[Pair]:
        """Return what decides first behind a step, if anything does.

        Behind a timer it is no matter, if somebody has signed the decision before.
        """
        before = self._before.surely(step, "before")
        if timed(step) and SIGNED in before:
            return []
        late = DECIDED in before
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
        yield (TIMER if timed(step) else SILENCE).at(step, step=decided.place)
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


def _left(node: Element) -> Iterator[str]:
    """Yield the milestone of a node, and that somebody has signed for the authority."""
    said = node.settings()
    yield from filter(None, [said.get("milestone")])
    opinion = any("opinion" in each.settings() for each in (node, *node.around()))
    if said.get("sign") == "approve" and not opinion:
        yield SIGNED
