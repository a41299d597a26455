"""The elements in which work is done: by people, machines, decision tables, inner diagrams."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.util.task import TaskState

from engine.errors import Broken, Invalid, Told
from engine.feel import Expression
from engine.feel.decisions import DecisionModel
from engine.rules.silences import Declared
from engine.spiff.mappings import Mapped, mapped
from engine.spiff.scope import Token, leave, visible
from engine.spiff.specs.nodes import Node


class UserTask(Node):
    """Asks a person.

    :param group: who, when the file says it as an expression.
    :param limit: working days, when the file says them as an expression.
    :param missed: what counts when nobody answers in time.
    :param heir: who is asked then, when the file says it as an expression.
    """

    def __init__(
        self,
        *args: Any,
        group: Expression | None = None,
        limit: Expression | None = None,
        missed: Declared | None = None,
        heir: Expression | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, manual=True, **kwargs)
        self.group, self.limit = group, limit
        self.missed, self.heir = missed, heir


@dataclass(frozen=True)
class Order:
    """What a machine is asked to do.

    :param type: the registered kind of work.
    :param inputs: what the work is about, worked out when it begins.
    """

    type: str
    retries: int = 3
    headers: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapped = ()


class JobTask(Node):
    """Asks a machine, and waits for what it brings."""

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order

    def _run_hook(self, token: Token) -> None:
        """Leave the token started: ``Run.finish_job`` goes on."""
        if self.order.inputs:
            token.internal_data["inputs"] = mapped(self.order.inputs, token)


class DecisionTask(Node):
    """Asks a decision table and keeps the answer.

    :param result: the name under which the answer is kept.
    """

    def __init__(
        self, *args: Any, model: DecisionModel, decision: str, result: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.decision, self.result = model, decision, result

    @property
    def answer(self) -> str:
        """Return the name of the result."""
        return self.result

    def _run_hook(self, token: Token) -> bool:
        run = token.workflow.top_workflow
        try:
            answer = self.model.decide(self.decision, visible(token), run.at, run.budget.work)
        except Invalid as error:
            raise Broken(
                "decision.failed",
                "The decision “%(decision)s” at “%(step)s” gives no answer: %(why)s",
                decision=self.decision,
                step=self.step.id,
                why=Told.by(error),
            ) from error
        leave(token, self.result, answer)
        return True


class SubProcess(Node, SubWorkflowTask):
    """A diagram within the diagram; its part of the run lives only while it is open.

    Source: BPMN 2.0.2, 13.3.4.
    """

    answer = None

    def _update_hook(self, token: Token) -> bool:
        if token._state < TaskState.READY:
            token._set_state(TaskState.STARTED)
            token.workflow.top_workflow.create_subprocess(token, self.spec)
        return False

    def _on_cancel(self, token: Token) -> None:
        token.workflow.top_workflow.drop_part(token)
