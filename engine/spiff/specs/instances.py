"""Multi-instance: the same step for every element of a list, at once or in turn."""

from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import Broken
from engine.feel import Expression
from engine.spiff.budget import refuse_crowd
from engine.spiff.numbers import whole
from engine.spiff.scope import Token, home, truth, value, visible
from engine.spiff.specs.loops import Repeated
from engine.spiff.specs.members import Members
from engine.spiff.specs.nodes import withdraw

MOST = 200
"""A list with more elements is an incident, before any instance exists."""

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


@dataclass(frozen=True)
class Instances:
    """What ``multiInstanceLoopCharacteristics`` say.

    :param source: the list, or how many there are.
    :param element: the name of an instance's element of the list; without it, ``source`` counts.
    """

    source: Expression
    element: str | None
    output: str | None
    result: Expression | None
    until: Expression | None
    sequential: bool


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
        elements = self._elements(token)
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
        self._refuse_many(len(kept["elements"]) + 1)
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
        withdraw(child for child in token.children if child.internal_data.get("index") == index)
        if not self._look_again(token) and self.instances.sequential and index < members.begun:
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

    def _next(self, token: Token) -> None:
        kept = token.internal_data
        members = Members(kept)
        index = next(each for each in members.open() if each >= members.begun)
        kept["begun"] = index + 1
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
            home(token)[self.instances.output] = self._answers(token)
        token.internal_data.clear()

    def _elements(self, token: Token) -> list[Any]:
        """Return the list, or as many numbers as there are to be instances."""
        found = value(self.instances.source, token)
        if found is None:
            self._refuse_endless(token)
        listed = found if self.instances.element else self._numbers(found)
        if not isinstance(listed, list) or any(element is None for element in listed):
            message = "“%(step)s” needs a list without gaps; “%(text)s” is none."
            text = self.instances.source.source
            raise Broken("instances.no_list", message, step=self.step.id, text=text)
        self._refuse_many(len(listed))
        refuse_crowd(token.workflow.top_workflow, len(listed))
        return listed

    def _refuse_endless(self, token: Token) -> None:
        """:raises Broken: the list is so long that no expression reads it."""
        if self.instances.source.outgrows(visible(token), token.workflow.top_workflow.at):
            message = "“%(step)s” would ask more often than the %(most)s times that are allowed."
            raise Broken("instances.too_many", message, step=self.step.id, most=MOST)

    def _numbers(self, found: Any) -> list[int]:
        count = whole(found)
        if count is None:
            message = "“%(step)s” needs a whole number of instances; “%(text)s” is none."
            text = self.instances.source.source
            raise Broken("instances.no_count", message, step=self.step.id, text=text)
        self._refuse_many(count)
        return list(range(1, count + 1))

    def _refuse_many(self, count: int) -> None:
        if count > MOST:
            message = "“%(step)s” would ask %(count)s times; at most %(most)s are allowed."
            step = self.step.id
            raise Broken("instances.too_many", message, step=step, count=count, most=MOST)
