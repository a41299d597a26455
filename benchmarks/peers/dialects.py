"""The one diagram of the benchmark, as each peer wants it written."""

from pathlib import Path

from lxml import etree

DIAGRAM = Path(__file__).parents[1] / "process/process.bpmn"
KEY = "co_review"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"


def camunda7() -> bytes:
    """Return the diagram with the groups as Camunda 7 writes them, and without our settings."""
    root = etree.fromstring(DIAGRAM.read_bytes())
    (process,) = root.iter(f"{BPMN}process")
    process.set(f"{{{CAMUNDA}}}historyTimeToLive", "1")  # refused without one, since 7.20
    for task in root.iter(f"{BPMN}userTask"):
        (assigned,) = task.iter(f"{ZEEBE}assignmentDefinition")
        task.set(f"{{{CAMUNDA}}}candidateGroups", assigned.get("candidateGroups"))
    return _without_settings(root)


def spiffarena() -> bytes:
    """Return the bare diagram: without lanes, whoever starts a case is asked everything."""
    return _without_settings(etree.fromstring(DIAGRAM.read_bytes()))


def _without_settings(root: etree._Element) -> bytes:
    etree.strip_elements(root, f"{BPMN}extensionElements", with_tail=False)
    etree.cleanup_namespaces(root, top_nsmap={"camunda": CAMUNDA})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
