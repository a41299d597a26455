"""Steps that wait until other steps have filled data objects."""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token, kept_in
from engine.spiff.specs.nodes import Element


class DataGate(Element):
    """Goes before an activity, and its border, that needs data objects to have a value.

    :param step: the id of the activity.
    :param needs: the ids of the data objects.

    Source: BPMN 2.0.2, 10.4.2; decision 62.
    """

    rechecks = True

    def __init__(self, wf_spec: Any, step: str, needs: Iterable[str]) -> None:
        super().__init__(wf_spec, f"{step} [gate]")
        self.bpmn_id, self.needs = step, tuple(needs)

    def _update_hook(self, token: Token) -> bool:
        token._set_state(TaskState.WAITING)
        return all(kept_in(token, name).get(name) is not None for name in self.needs)
