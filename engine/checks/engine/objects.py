"""Data objects: associations lead to one, and there is something to keep in it."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import ANSWERED, MULTI, data_object
from engine.checks.findings import Finding, Rule
from engine.people import APPLICANT

NO_OBJECT = Rule(
    "engine.no_data_object",
    "the association leads to no data object of this scope or one around it",
    "draw it to a data object, or delete it",
)
NOTHING_LEFT = Rule(
    "engine.nothing_to_keep",
    "%(kind)s leaves nothing that a data object could keep",
    "draw the association from the step that is answered, or collect answers in outputCollection",
)
NEVER_FILLED = Rule(
    "engine.data_object_never_filled",
    "the step waits for the data object %(object)s, which no other step fills",
    "draw an association from the step that fills it, or delete this one",
)
NOT_KEPT = Rule(
    "engine.correction_not_kept",
    "a correction becomes the application, and leaves nothing for the data object",
    "read application, and delete the association",
    severity="warning",
)
ENDS = {"dataInputAssociation": "sourceRef", "dataOutputAssociation": "targetRef"}


def data_objects(diagram: Diagram) -> Iterator[Finding]:
    """Yield associations that nothing can come of."""
    filled = {(kept, node.id) for node in diagram.nodes() for kept in _filled(node)}
    for node in diagram.nodes():
        for association in node.children(*ENDS):
            kept = data_object(node, association.child(ENDS[association.kind]))
            if not kept:
                yield NO_OBJECT.at(association)
            elif association.kind == "dataInputAssociation" and not any(
                name == kept and filler != node.id for name, filler in filled
            ):
                yield NEVER_FILLED.at(association, object=kept)
        if node.child("dataOutputAssociation") is not None and not _leaves(node):
            yield NOTHING_LEFT.at(node, kind=node.kind)
        elif node.child("dataOutputAssociation") is not None and _corrects(node, diagram):
            yield NOT_KEPT.at(node)


def _filled(node: Element) -> set[str]:
    """Return the data objects that a node fills."""
    outputs = node.children("dataOutputAssociation")
    return {data_object(node, each.child("targetRef")) for each in outputs} - {""}


def _corrects(node: Element, diagram: Diagram) -> bool:
    """Whether a task asks the applicant for the application again."""
    asked, form = node.extension("assignmentDefinition"), node.extension("formDefinition")
    start = next(diagram.scopes[0].of("startEvent"), None)
    begun = start.extension("formDefinition") if start is not None else None
    if asked is None or form is None or begun is None:
        return False
    return asked.get("candidateGroups") == APPLICANT and form.get("formId") == begun.get("formId")


def _leaves(node: Element) -> bool:
    several = node.child(MULTI)
    if several is not None:
        said = several.extension("loopCharacteristics")
        return said is not None and bool(said.get("outputCollection"))
    answered = node.kind in (*ANSWERED, "manualTask", "businessRuleTask")
    return answered and not (node.kind == "sendTask" and node.get("messageRef"))
