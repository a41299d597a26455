"""A sound process to break: every fault is one change of one file."""

import re
from pathlib import Path

from engine.checks import Known, check
from engine.checks.known import Called, Item, Takes

FOLDERS = {
    name: {path.name: path.read_bytes() for path in (Path(__file__).parent / name).iterdir()}
    for name in ("sound", "lively")
}
"""Sound processes: one of everything an approval needs, one of messages, calls and loops."""
SOUND = FOLDERS["sound"]
NOTIFY = Takes(headers={}, inputs={"to": True, "text": True, "urgent": False})
OFFICE = Known(
    departments={"market_regulation", "fire"},
    roles={"window_clerk", "examiner", "approver"},
    groups={
        "window_clerk",
        "examiner",
        "market_regulation/approver",
        "fire/examiner",
        "fire/approver",
    },
    jobs={"remind": Takes(), "notify": NOTIFY},
    processes={
        "appraisal": Called(given={"amount"}),
        "round": Called(calls={"lively"}),
    },
    item=Item(promised_days=20, statutory_days=45),
)


UNDRAWN = ("xml.no_drawing", "xml.not_drawn")


def changed(old: str, new: str, file: str = "process.bpmn", of: str = "sound") -> dict[str, bytes]:
    """Return the files of a sound process with one text of one of them replaced."""
    text = FOLDERS[of][file].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return {**FOLDERS[of], file: text.replace(old, new).encode()}


def told(files: dict[str, bytes], known: Known | None = OFFICE) -> list[tuple[str, str]]:
    """Return what the check says: rules and places, in the order of the files.

    What a test adds to a process it need not draw.
    """
    found = check(files, known=known)
    return [(each.rule, each.element) for each in found if each.rule not in UNDRAWN]


def between(begin: str, end: str) -> str:
    """Return the part of the sound diagram from one text to another, both included."""
    text = SOUND["process.bpmn"].decode()
    start = text.index(begin)
    return text[start : text.index(end, start) + len(end)]


def flow(name: str, source: str, target: str, condition: str = "") -> str:
    """Return a sequence flow."""
    inside = (
        f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    )
    return (
        f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">'
        f"{inside}</bpmn:sequenceFlow>"
    )


def node(kind: str, name: str, inside: str = "", **attributes: str) -> str:
    """Return an element of a diagram."""
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<bpmn:{kind} id="{name}"{said}>{inside}</bpmn:{kind}>'


def line(*names: str) -> str:
    """Return the flows that join nodes in a row; they are called ``a-b``."""
    pairs = zip(names, names[1:], strict=False)
    return "".join(flow(f"{one}-{other}", one, other) for one, other in pairs)


def task(name: str) -> str:
    """Return a user task with everything it needs."""
    settings = '<zeebe:properties><zeebe:property name="limit" value="1"/></zeebe:properties>'
    asks = '<zeebe:assignmentDefinition candidateGroups="examiner"/>'
    form = '<zeebe:formDefinition formId="decide"/>'
    inside = f"<bpmn:extensionElements>{form}{asks}{settings}</bpmn:extensionElements>"
    return node("userTask", name, inside)


def drawn(*parts: str) -> dict[str, bytes]:
    """Return a diagram of these parts, with the start event ``start``; it is checked alone."""
    parts = ('<bpmn:startEvent id="start"/>', *parts)
    diagram = node("process", "drawn", "".join(parts), isExecutable="true")
    head = between("<bpmn:definitions", ">")
    return {
        "a.bpmn": f"{head}{diagram}{_drawing(diagram)}</bpmn:definitions>".encode(),
        "decide.form": SOUND["decide.form"],
    }


def _drawing(diagram: str) -> str:
    """Return shapes for what is drawn, as far as they fit into a file that may be read."""
    ids = re.findall(r' id="([^"]+)"', diagram)[:1000]
    shapes = "".join(f'<bpmndi:BPMNShape bpmnElement="{each}"/>' for each in ids)
    plane = f"<bpmndi:BPMNPlane>{shapes}</bpmndi:BPMNPlane>"
    return f"<bpmndi:BPMNDiagram>{plane}</bpmndi:BPMNDiagram>"
