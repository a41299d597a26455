"""The place where SpiffWorkflow would run Python from files: locked."""

from typing import Any, NoReturn

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment

from engine.errors import Broken


class Locked(BasePythonScriptEngineEnvironment):
    """Evaluates nothing: every expression of ours is FEEL, compiled when the file is read."""

    def evaluate(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse.

        :raises Broken: always.
        """
        raise Broken("script.refused", "Scripts from files are never run.")

    execute = call_service = evaluate


LOCKED = PythonScriptEngine(Locked())
