"""Multi-instance: the same step for every element of a list, at once or in turn."""

from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import Broken
from engine.feel import Expression
from engine.spiff.budget import refuse_crowd
from engine.spiff.scope import Token, home, truth, value
from engine.spiff.specs.nodes import Node, withdraw

MOST = 200
"""A list with more elements is an incident, before any instance exists."""


@dataclass(frozen=True)
class Loop:
    """What ``zeebe:loopCharacteristics`` and ``completionCondition`` say."""

    collection: Expression
    element: str
    output: str | None
    result: Expression | None
    until: Expression | None
    sequential: bool


class MultiInstance(Node):
    """Stands for all instances together; each instance is a child token with its own scope.

    :param loop: what the file says.
    """

    def __init__(self, *args: Any, loop: Loop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loop = loop
        self.instance = f"{self.step.id} [instance]"

    def _update_hook(self, token: Token) -> bool:
        if token._state >= TaskState.READY:
            return False
        elements = self._elements(token)
        token.internal_data.update(elements=elements, answers={}, begun=0)
        if not elements:
            self._close(token)
            return True
        token._set_state(TaskState.STARTED)
        for _ in elements[:1] if self.loop.sequential else elements:
            self._begin(token)
        return False

    def instance_done(self, token: Token, instance: Token) -> None:
        """Collect what an instance leaves, and go on when all are done or enough is known."""
        kept = token.internal_data
        answer = value(self.loop.result, instance) if self.loop.result else None
        kept["answers"][str(instance.internal_data["index"])] = answer
        if self._enough(token, instance):
            withdraw(token.children)
            self._close(token)
            token._ready()
        elif self.loop.sequential:
            self._begin(token)

    def _begin(self, token: Token) -> None:
        kept = token.internal_data
        index = kept["begun"]
        kept["begun"] = index + 1
        instance = token._add_child(self._wf_spec.task_specs[self.instance], TaskState.FUTURE)
        instance.triggered = True
        instance.internal_data.update(index=index, key=token.workflow.top_workflow.next_id())
        instance.internal_data["locals"] = {self.loop.element: kept["elements"][index]}
        instance.task_spec._update(instance)

    def _enough(self, token: Token, instance: Token) -> bool:
        kept = token.internal_data
        total, done, begun = len(kept["elements"]), len(kept["answers"]), kept["begun"]
        if done == total:
            return True
        if self.loop.until is None:
            return False
        known: dict[str, Any] = {
            "numberOfInstances": total,
            "numberOfActiveInstances": begun - done,
            "numberOfCompletedInstances": done,
            "numberOfTerminatedInstances": 0,
        }
        if self.loop.output:
            known[self.loop.output] = self._answers(token)
        return truth(self.loop.until, instance, known)

    def _answers(self, token: Token) -> list[Any]:
        answers = token.internal_data["answers"]
        return [answers[index] for index in sorted(answers, key=int)]

    def _close(self, token: Token) -> None:
        if self.loop.output:
            home(token)[self.loop.output] = self._answers(token)
        token.internal_data.clear()

    def _elements(self, token: Token) -> list[Any]:
        found = value(self.loop.collection, token)
        if not isinstance(found, list) or any(element is None for element in found):
            message = "“%(step)s” needs a list without gaps; “%(text)s” is none."
            text = self.loop.collection.source
            raise Broken("instances.no_list", message, step=self.step.id, text=text)
        if len(found) > MOST:
            message = "“%(step)s” would ask %(count)s times; at most %(most)s are allowed."
            step = self.step.id
            raise Broken("instances.too_many", message, step=step, count=len(found), most=MOST)
        refuse_crowd(token.workflow.top_workflow, len(found))
        return found
