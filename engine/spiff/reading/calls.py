"""From call activities of the file to those that run."""

from typing import Any

from engine.spiff.calls import BINDINGS, Call
from engine.spiff.elements import extension
from engine.spiff.reading.activities import ActivityReader
from engine.spiff.reading.mappings import read_mapping

_ALL = ("propagateAllParentVariables", "propagateAllChildVariables")


class CallReader(ActivityReader):
    """Reads which process is called, in which version, and what goes in and out."""

    def extras(self) -> dict[str, Any]:
        """Return the call and its mappings."""
        call = self._call()
        self.process_parser.parser.calls.append(call)
        given, back = read_mapping(self, "input"), read_mapping(self, "output")
        return {"call": call, "given": given, "back": back}

    def _call(self) -> Call:
        called = extension(self.node, "calledElement")
        key, binding = called.get("processId", ""), called.get("bindingType", "latest")
        if not key or key.startswith("="):
            message = "“%(element)s” needs the id of a process; it cannot be computed."
            raise self.refuse("call.no_process", message)
        if binding not in BINDINGS:
            message = "“%(element)s” has the binding “%(binding)s”; known: %(known)s."
            known = ", ".join(BINDINGS)
            raise self.refuse("call.binding", message, binding=binding, known=known)
        if any(called.get(name, "false") != "false" for name in _ALL):
            message = "“%(element)s” hands over all variables; say each in an ioMapping."
            raise self.refuse("call.all_variables", message)
        return Call(self.bpmn_id, key, BINDINGS[binding])
