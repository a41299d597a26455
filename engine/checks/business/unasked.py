"""Where a case comes to before anybody of the office is asked again."""

from collections.abc import Iterable, Iterator

from engine.checks.business.hearing import Hearing, leaves_by_error
from engine.checks.business.people import of_office
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.known import Known
from engine.checks.scopes import Scope, interrupts
from engine.rules.silences import OUTCOMES, declared

TIMED = ("boundaryEvent", "intermediateCatchEvent", "startEvent")
Ahead = list[tuple[Element, bool]]
"""Elements, and whether they are done; else the case only comes to them."""


class Unasked:
    """The ways of a process, and of those it calls, on which nobody has a say.

    :param kept: the ways of the processes called so far, by key: none is looked at twice.
    """

    def __init__(
        self, diagram: Diagram, known: Known, kept: "dict[str, list[Unasked]] | None" = None
    ) -> None:
        self._known, self._whole = known, diagram.whole
        self._diagram = diagram
        self._kept: dict[str, list[Unasked]] = {} if kept is None else kept
        self._homes = {node: scope for scope in diagram.scopes for node in scope.nodes}
        self._inside = {scope.element.id: scope for scope in diagram.scopes}
        self._hearing = Hearing(diagram)
        self._opened: list[Element] | None = None
        self._silent: list[Element] | None = None

    def silent_steps(self) -> Iterator[Element]:
        """Yield what needs nobody's answer: silent tasks, drawn timers, and calls of such."""
        for task in self._diagram.of("userTask"):
            missed = declared(task.settings())
            if missed is not None and missed.outcome in OUTCOMES:
                yield task
        for event in self._diagram.of(*TIMED):
            if timed(event) and not self._begins_case(event):
                yield event
        yield from self._diagram.of("callActivity")

    def after(self, step: Element) -> list[Element]:
        """Return what a case passes once silence has answered a step, before the next are asked.

        The step is among it, if silence has its last word, and where the process ends, the
        process. A diagram that is not whole has no ways.
        """
        if step.kind != "callActivity":
            return self.behind(step)
        ahead: Ahead = []
        for inner in self._called(step):
            ahead += inner.out_of(step, inner.silent, self._hearing)
        return self._walk(ahead)

    def behind(self, step: Element) -> list[Element]:
        """Return a step that is done, and what a case passes then before the next are asked."""
        return self._walk([(step, True)], self._held_open(step))

    @property
    def opened(self) -> list[Element]:
        """What a case passes from the start of the process, before anybody is asked."""
        if self._opened is None:
            self._opened = []  # of a circle of calls nothing is known
            scopes = (self._inside[each.id] for each in self._diagram.processes)
            starts = (start for scope in scopes for start in scope.of("startEvent"))
            self._opened = self._walk([(start, False) for start in starts])
        return self._opened

    @property
    def silent(self) -> list[Element]:
        """What a case passes behind any silence of the process, before the next are asked."""
        if self._silent is None:
            self._silent = []
            self._silent = [each for step in self.silent_steps() for each in self.after(step)]
        return self._silent

    def out_of(self, call: Element, passed: Iterable[Element], hearing: Hearing) -> Ahead:
        """Return where a case comes to behind a call of this process, by what it has passed."""
        ended = {each.id for each in self._diagram.processes}
        done = [(call, True)] if any(each.id in ended for each in passed) else []
        return [*done, *((event, True) for event in hearing.alarmed(passed, call))]

    def _begins_case(self, event: Element) -> bool:
        scope = self._homes.get(event.id)
        return event.kind == "startEvent" and not (scope and scope.element.by_event)

    def _held_open(self, event: Element) -> str | None:
        """Return the scope that a timer which interrupts nothing cannot end: others go on in it."""
        beside = event.kind in ("boundaryEvent", "startEvent") and not interrupts(event)
        scope = self._homes.get(event.id)
        return self._around(scope).id if beside and scope else None

    def _walk(self, ahead: Ahead, held_open: str | None = None) -> list[Element]:
        if not self._whole:
            return []
        seen = {(node.id, done) for node, done in ahead} | {(held_open, True)}
        passed = [node for node, done in ahead if done]
        while ahead:
            node, done = ahead.pop()
            for each, over in self._done(node) if done else self._reached(node):
                if (each.id, over) not in seen:
                    seen.add((each.id, over))
                    passed += [each] if over else self._through(each)
                    ahead.append((each, over))
        return passed

    def _reached(self, node: Element) -> Iterator[tuple[Element, bool]]:
        """Yield what comes next at an element the case has come to."""
        if node.kind == "subProcess":
            yield from ((start, False) for start in self._inside[node.id].of("startEvent"))
        elif node.kind == "callActivity":
            for inner in self._called(node):
                yield from inner.out_of(node, inner.opened, self._hearing)
        elif not of_office(self._diagram, node):
            yield node, True

    def _through(self, node: Element) -> list[Element]:
        """Return what is passed in the processes a call comes to."""
        return [each for inner in self._called(node) for each in inner.opened]

    def _done(self, node: Element) -> Iterator[tuple[Element, bool]]:
        """Yield what follows an element that is done; behind the last comes what is around."""
        scope = self._homes.get(node.id)
        if scope is None:
            return
        leaving = [scope.nodes[flow.get("targetRef")] for flow in scope.leaving[node.id]]
        yield from ((target, False) for target in leaving)
        yield from ((event, True) for event in self._hearing.of(node))
        if not leaving and not leaves_by_error(node):
            yield self._around(scope), True

    def _around(self, scope: Scope) -> Element:
        """Return what is done with a scope: an event's sub-process ends that around it."""
        around = scope.element
        outer = self._homes.get(around.id)
        return self._around(outer) if around.by_event and outer else around

    def _called(self, node: Element) -> "list[Unasked]":
        """Return the ways of what a call calls; none where nobody can tell what it does."""
        key = called_by(node)
        process = (self._known.processes or {}).get(key) if key else None
        if process is None:
            return []
        if key not in self._kept:
            made = [Unasked(each, self._known, self._kept) for each in process.diagrams]
            self._kept[key] = made
        return self._kept[key]


def timed(event: Element) -> bool:
    """Whether an event happens because time passes."""
    return event.child("timerEventDefinition") is not None


def called_by(call: Element) -> str:
    """Return the key of the process a call activity calls, ``""`` where it does not say."""
    called = call.extension("calledElement")
    return called.get("processId").strip() if called is not None else ""
