"""Layer one: the bytes are one sound XML document, and every name in it leads somewhere."""

from collections.abc import Iterator

from engine.checks.elements import Element
from engine.checks.findings import Finding
from engine.checks.xml.document import unsound
from engine.checks.xml.drawing import undrawn, unreadable_numbers
from engine.checks.xml.names import bad_ids, long_names
from engine.checks.xml.namespaces import foreign_names, is_bpmn
from engine.checks.xml.references import dangling_references

__all__ = ["findings", "is_bpmn", "unsound"]


def findings(root: Element) -> Iterator[Finding]:
    """Yield what is wrong with a BPMN document that could be parsed."""
    yield from foreign_names(root)
    yield from bad_ids(root)
    yield from long_names(root)
    yield from dangling_references(root)
    yield from unreadable_numbers(root)
    yield from undrawn(root)
