"""From a BPMN file to a ``Definition``; one parser object for one version."""

from collections.abc import Mapping

from lxml import etree
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine import documents
from engine.documents import line_of
from engine.errors import Fault, Invalid
from engine.feel.decisions import DecisionModel
from engine.spiff.definition import Definition
from engine.spiff.elements import BPMN
from engine.spiff.reading.node import Unreadable
from engine.spiff.reading.processes import Parser


def read_definition(
    raw: bytes, file: str, decisions: Mapping[str, DecisionModel], digest: str
) -> Definition:
    """Read a BPMN file with exactly one process.

    :param decisions: the models of the decision tables it may call, by decision id.
    :param digest: of all files of the process.
    :raises Invalid: it cannot be read, or would not run as drawn; the faults say where.
    """
    root = documents.read(raw, file)
    processes = root.findall(f"{BPMN}process")
    if len(processes) != 1:
        message = "The file needs exactly one process; it has %(count)s."
        raise _unreadable(Fault(f"{file}:1", "process.not_one", message, {"count": len(processes)}))
    key = processes[0].get("id", "")
    if not key:
        place = f"{file}:{line_of(processes[0])}"
        raise _unreadable(Fault(place, "process.no_id", "The process needs an id."))
    parser = Parser(decisions)
    try:
        parser.add_bpmn_xml(root, file)
        spec = parser.get_spec(key)
        inner = parser.get_subprocess_specs(key)
    except ValidationException as error:
        raise _unreadable(_fault(error, root, file)) from error
    start = parser.steps[spec.start.outputs[0].name]
    name = processes[0].get("name", key)
    calls = tuple(parser.calls)
    joint = _joint(processes[0])
    return Definition(digest, key, name, start, parser.steps, spec, inner, calls, joint)


def _joint(process: etree._Element) -> dict[str, str]:
    """Return the outermost activity done once for each of several that elements lie in."""
    found: dict[str, str] = {}
    for instances in process.iter(f"{BPMN}multiInstanceLoopCharacteristics"):
        several = instances.getparent()
        if several is not None:
            inside = (node.get("id") for node in several.iter(f"{BPMN}*"))
            found = dict.fromkeys(filter(None, inside), several.get("id", "")) | found
    return found


def _unreadable(fault: Fault) -> Invalid:
    return Invalid("process.unreadable", "The process cannot be read.", [fault])


def _fault(error: ValidationException, root: etree._Element, file: str) -> Fault:
    if isinstance(error, Unreadable):
        return error.fault
    named = next((node for node in root.iter() if node.get("id") == error.id), root)
    line = line_of(named)
    message, params = (
        "“%(element)s” cannot be run: %(why)s",
        {"element": error.id, "why": str(error)},
    )
    return Fault(f"{file}:{line}", "element.not_supported", message, params)
