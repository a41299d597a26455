"""The parts of a decision model by the names DMN gives them, in any version of it."""

import re

from lxml import etree

from engine import documents
from engine.documents import local_name
from engine.errors import Invalid

_NAMESPACE = re.compile(r"\{https?://www\.omg\.org/spec/DMN/[^}]*\}definitions")
Element = etree._Element


def read(raw: bytes, file: str) -> Element:
    """Return the root element of a decision model.

    :raises Invalid: it is no sound document, or no DMN.
    """
    root = documents.read(raw, file)
    if not _NAMESPACE.fullmatch(str(root.tag)):
        raise Invalid("decision.not_dmn", "%(file)s: the file is no decision model", file=file)
    return root


def all_of(parent: Element, *names: str) -> list[Element]:
    """Return the children with one of these names, in the order of the file."""
    return [child for child in parent if isinstance(child.tag, str) and local_name(child) in names]


def first(parent: Element | None, *names: str) -> Element | None:
    """Return the first child with one of these names."""
    return next(iter(all_of(parent, *names)), None) if parent is not None else None


def text(element: Element | None) -> str:
    """Return the text of an element, or of the ``text`` inside it."""
    if element is None:
        return ""
    inside = first(element, "text")
    parts = (element if inside is None else inside).itertext()
    return "".join(str(part) for part in parts).strip()


def name(element: Element) -> str:
    """Return the name somebody gave to an element, with single spaces."""
    return " ".join((element.get("name") or "").split())
