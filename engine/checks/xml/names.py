"""Ids are there and used once; names fit on a screen."""

import re
from collections.abc import Iterator

from engine.checks.elements import BPMN, Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import SCOPES
from engine.checks.words import words
from engine.documents import is_id

LONGEST = 100
"""Characters of a name or an id."""

DUPLICATE_ID = Rule(
    "xml.duplicate_id",
    "the id %(id)s is already used in line %(first)d",
    "give one of the two another id",
)
NO_ID = Rule("xml.no_id", "a %(kind)s has no id", "give it a readable one, e.g. check_materials")
BAD_ID = Rule(
    "xml.bad_id",
    "%(id)r can be no id",
    "write letters, digits, . - and _, no blanks and no other signs",
)
UNDRAWABLE_ID = Rule(
    "xml.undrawable_id",
    "%(id)r can not be shown in the diagram, nor what it is the id of",
    "give it an id of letters a to z, digits, - and _ that begins with a letter or _; its name "
    "may be Chinese",
    severity="warning",
)
LONG_NAME = Rule(
    "xml.name_too_long",
    "the %(what)s has %(length)d characters; %(longest)d are allowed",
    "shorten it; details belong into the documentation of the element",
)

DRAWING = "http://www.omg.org/spec/BPMN/20100524/DI"
DRAWABLE = re.compile(r"([a-z][\w.-]*:)?[a-z_][\w.-]*", re.ASCII | re.IGNORECASE)
"""The ids that bpmn-js takes, which shows diagrams on the pages."""
WITHOUT_ID = words(
    "extensionElements documentation incoming outgoing laneSet flowNodeRef text "
    "multiInstanceLoopCharacteristics standardLoopCharacteristics script"
)


def bad_ids(root: Element) -> Iterator[Finding]:
    """Yield ids that are used twice or can not be read, and nodes and flows that have none."""
    lines: dict[str, int] = {}
    for element in root.within():
        if element.id:
            if element.id in lines:
                yield DUPLICATE_ID.at(element, id=element.id, first=lines[element.id])
            lines.setdefault(element.id, element.line)
            yield from _unusable(element)
        elif _needs_id(element):
            yield NO_ID.at(element, kind=element.kind)


def _unusable(element: Element) -> Iterator[Finding]:
    """Yield an id that nothing can read, or that only the drawing on the page can not."""
    if element.namespace == BPMN and not is_id(element.id):
        yield BAD_ID.at(element, id=element.id)
    elif element.namespace in (BPMN, DRAWING) and not DRAWABLE.fullmatch(element.id):
        yield UNDRAWABLE_ID.at(element, id=element.id)


def _needs_id(element: Element) -> bool:
    if element.namespace != BPMN or element.kind in WITHOUT_ID:
        return False
    parent = next(element.around(), None)
    return element.kind in SCOPES or (parent is not None and parent.kind in SCOPES)


def long_names(root: Element) -> Iterator[Finding]:
    """Yield names and ids that are too long to show."""
    for element in root.within():
        if element.namespace == BPMN:
            for what in ("name", "id"):
                if len(element.get(what)) > LONGEST:
                    length = len(element.get(what))
                    yield LONG_NAME.at(element, what=what, length=length, longest=LONGEST)
