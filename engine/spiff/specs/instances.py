"""Multi-instance: the same step for every element of a list, at once or in turn."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token, leave, truth, value
from engine.spiff.specs.lists import Instances, elements_of, refuse_many
from engine.spiff.specs.loops import Repeated
from engine.spiff.specs.members import Members
from engine.spiff.specs.nodes import withdraw
from engine.spiff.trail import Reopened, trail_of

COUNTERS = (
    "numberOfInstances",
    "numberOfActiveInstances",
    "numberOfCompletedInstances",
    "numberOfTerminatedInstances",
)
"""What completion conditions know besides; those who were dropped count only as terminated.

Source: BPMN 2.0.2, chapter 10, the attributes of instances of activities with several instances.
"""
ASKED = "allAsked"
"""The elements of all instances, the same for completion conditions."""
COUNTED = (*COUNTERS, ASKED)


class MultiInstance(Repeated):
    """Stands for all instances together; each has its own scope.

    :param instances: what the file says.

    Source: BPMN 2.0.2, 13.3.7; decision 61.
    """

    def __init__(self, *args: Any, instances: Instances, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instances = instances

    @property
    def answer(self) -> str | None:
        """Return the name of the collected answers."""
        return self.instances.output

    def _update_hook(self, token: Token) -> bool:
        if token._state >= TaskState.READY:
            return False
        if (reopened := trail_of(token).reopened) is not None:
            self._reopen(token, reopened)
            return False
        elements = elements_of(token, self.instances)
        token.internal_data.update(elements=elements, answers={}, begun=0)
        if not elements:
            return True
        token._set_state(TaskState.STARTED)
        for _ in elements[:1] if self.instances.sequential else elements:
            self._next(token)
        return False

    def _run_hook(self, token: Token) -> bool | None:
        """Keep that nobody was asked, unless a border took the token before."""
        if "elements" in token.internal_data:
            self._close(token)
        return super()._run_hook(token)

    def repetition_done(self, token: Token, instance: Token) -> None:
        """Collect what an instance leaves, and go on when all are done or enough is known."""
        kept = token.internal_data
        answer = value(self.instances.result, instance) if self.instances.result else None
        kept["answers"][str(instance.internal_data["index"])] = answer
        if self._enough(token, instance):
            self._finish(token)
        elif self.instances.sequential:
            self._next(token)

    def add(self, token: Token, element: Any) -> None:
        """Ask one more, at once or when its turn comes.

        Source: decision 156.
        """
        kept = token.internal_data
        refuse_many(token, len(kept["elements"]) + 1)
        kept["elements"] = [*kept["elements"], element]
        if not self.instances.sequential:
            self._next(token)
        self._look_again(token)

    def drop(self, token: Token, element: Any) -> None:
        """Ask no more one that has not answered, and go on if nobody else is waited for.

        Cancelling its token is not enough: nobody else would notice that it is gone.

        Source: decision 156.
        """
        kept = token.internal_data
        members = Members(kept)
        index = next(each for each in members.open() if members.elements[each] == element)
        kept["dropped"] = [*members.dropped, index]
        queued = members.forget(index)
        withdraw(child for child in token.children if child.internal_data.get("index") == index)
        turn = self.instances.sequential and index < members.begun and not queued
        if not self._look_again(token) and turn:
            self._next(token)

    def _look_again(self, token: Token) -> bool:
        """Go on if enough is known of those who are asked now; return whether it did.

        What the last answer said cannot be asked any more: a condition that needs it waits.
        """
        members, until = Members(token.internal_data), self.instances.until
        if members.open():
            if until is None or not members.answers:
                return False
            if value(until, token, self._known(token)) is not True:
                return False
        self._finish(token)
        return True

    def _finish(self, token: Token) -> None:
        withdraw(token.children)
        self._close(token)
        token._ready()

    def ask_again(self, token: Token, indexes: list[int]) -> None:
        """Ask instances again that have answered, at once or when their turn comes.

        Source: decision 151.
        """
        kept = token.internal_data
        for index in indexes:
            kept["answers"].pop(str(index), None)
        if self.instances.sequential:
            kept["again"] = [*kept.get("again", ()), *indexes]
        else:
            for index in indexes:
                self.ask(token, index)

    def _reopen(self, token: Token, reopened: Reopened) -> None:
        """Ask some again where others have answered; who was never asked is not asked now."""
        elements, indexes = reopened.elements, reopened.indexes
        members = {*map(int, reopened.answers), *indexes}
        token.internal_data.update(
            elements=elements,
            answers=dict(reopened.answers),
            begun=len(elements),
            dropped=[index for index in range(len(elements)) if index not in members],
        )
        token.trail = token.trail.begun()
        token._set_state(TaskState.STARTED)
        self.ask_again(token, indexes)
        if self.instances.sequential:
            self._next(token)

    def _next(self, token: Token) -> None:
        """Ask the next one in the order of the list; first those who are asked again."""
        kept = token.internal_data
        if kept.get("again"):
            self.ask(token, kept["again"].pop(0))
            return
        members = Members(kept)
        index = next(each for each in members.open() if each >= members.begun)
        kept["begun"] = index + 1
        self.ask(token, index)

    def ask(self, token: Token, index: int) -> None:
        """Begin an instance."""
        kept = token.internal_data
        own = {self.instances.element: kept["elements"][index]} if self.instances.element else {}
        self.begin(token, index, locals=own, key=token.workflow.top_workflow.next_id())

    def _enough(self, token: Token, instance: Token) -> bool:
        if not Members(token.internal_data).open():
            return True
        until = self.instances.until
        return until is not None and truth(until, instance, self._known(token))

    def _known(self, token: Token) -> dict[str, Any]:
        """Return what the completion condition knows besides."""
        members = Members(token.internal_data)
        known: dict[str, Any] = dict(zip(COUNTERS, members.counted, strict=True))
        known[ASKED] = members.all
        if self.instances.output:
            known[self.instances.output] = self._answers(token)
        return known

    def _answers(self, token: Token) -> list[Any]:
        answers = token.internal_data["answers"]
        return [answers[index] for index in sorted(answers, key=int)]

    def _close(self, token: Token) -> None:
        if self.instances.output:
            leave(token, self.instances.output, self._answers(token))
        kept = token.internal_data
        dropped = [gone] if (gone := kept.pop("dropped", None)) else []
        done = sorted(map(int, kept.pop("answers")))
        kept["asked"] = (kept.pop("elements"), done, *dropped)
        for name in ("begun", "again", "away"):
            kept.pop(name, None)
