"""Gateways: the ways out are tried in the order of the file, never of the drawing."""

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import Broken
from engine.feel import Expression
from engine.spiff.scope import Token, truth
from engine.spiff.specs.nodes import Node


class ChoosingGateway(Node):
    """A gateway with conditions; ``ways`` holds (condition or ``None``, name of the next)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways: list[tuple[Expression | None, str]] = []

    def connect_way(self, condition: Expression | None, target: Any) -> None:
        """Add a way out.

        :param condition: ``None`` for the way taken when no condition holds.
        """
        self.connect(target)
        self.ways.append((condition, target.name))

    def spread(self, token: Token) -> None:
        """Put a token on the ways chosen.

        :raises Broken: no condition holds and there is no default.
        """
        chosen = list(self._chosen(token))
        chosen = chosen or [name for condition, name in self.ways if condition is None]
        if not chosen:
            message = "No way leads on from “%(step)s”: no condition holds, no default is drawn."
            raise Broken("gateway.no_way", message, step=self.step.id)
        specs = self._wf_spec.task_specs
        token._sync_children([specs[name] for name in chosen], TaskState.FUTURE)

    def _chosen(self, token: Token) -> Iterator[str]:
        for condition, name in self.ways:
            if condition is not None and truth(condition, token):
                yield name


class ExclusiveGateway(ChoosingGateway):
    """One way out: the first whose condition holds."""

    def _chosen(self, token: Token) -> Iterator[str]:
        for name in super()._chosen(token):
            yield name
            return


class InclusiveGateway(ChoosingGateway):
    """Every way out whose condition holds; joins what may still arrive."""

    rechecks = True

    def _update_hook(self, token: Token) -> bool:
        token._set_state(TaskState.WAITING)
        if any(self._may_arrive(other) for other in token.workflow.unfinished()):
            return False
        for other in token.workflow.waiting_at(self):
            if other is not token:
                other.cancel()
        return True

    def _may_arrive(self, token: Token) -> bool:
        seen, ahead = set(), [token.task_spec] if token.task_spec is not self else []
        while ahead:
            spec = ahead.pop()
            for after in spec.outputs:
                if after is self:
                    return True
                if after.name not in seen:
                    seen.add(after.name)
                    ahead.append(after)
        return False


class ParallelGateway(Node):
    """Goes on when a token has come on every way in; one more than that keeps waiting."""

    def _update_hook(self, token: Token) -> bool:
        token._set_state(TaskState.WAITING)
        arrived: dict[str, Token] = {}
        for waiting in token.workflow.waiting_at(self):
            arrived.setdefault(waiting.parent.task_spec.name, waiting)
        if len(arrived) < len(set(self._inputs)):
            return False
        for waiting in arrived.values():
            if waiting is not token:
                waiting.cancel()
        return True


class EventGateway(Node):
    """Waits for several events at once; the first that happens wins (see ``CatchEvent``)."""
