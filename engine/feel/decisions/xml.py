"""Reads the XML of a decision model without trusting it."""

import re
from typing import Any

from lxml import etree

from engine.errors import Invalid

SIZE = 2_000_000  # bytes
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']""")
_NAMESPACE = re.compile(r"\{https?://www\.omg\.org/spec/DMN/[^}]*\}definitions")
Element = etree._Element


def read(raw: bytes, file: str) -> Element:
    """Return the root element of a decision model.

    :raises Invalid: too large, not UTF-8, a document type, an instruction, no well-formed
        XML, or no DMN.
    """
    if len(raw) > SIZE:
        raise _invalid(file, "decision.too_large", "the file has more than 2 MB")
    if not _utf8(raw):
        raise _invalid(file, "decision.not_utf8", "the file is not in UTF-8")
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise _invalid(file, "decision.doctype", "document types and entities are not allowed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        why = str(error)
        raise _invalid(file, "decision.malformed", "the XML is broken: %(why)s", why=why) from None
    if next(root.iter(etree.PI, etree.Entity), None) is not None or root.getprevious() is not None:
        raise _invalid(file, "decision.instruction", "processing instructions are not allowed")
    if not _NAMESPACE.fullmatch(str(root.tag)):
        raise _invalid(file, "decision.not_dmn", "the file is no decision model")
    return root


def _utf8(raw: bytes) -> bool:
    declared = _ENCODING.match(raw.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _invalid(file: str, code: str, message: str, **params: str) -> Invalid:
    return Invalid(code, f"%(file)s: {message}", (), file=file, **params)


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def line(element: Element) -> int | None:
    """Return the line of the file on which an element begins."""
    found: Any = element.sourceline
    return found


def all_of(parent: Element, *names: str) -> list[Element]:
    """Return the children with one of these names, in the order of the file."""
    return [child for child in parent if isinstance(child.tag, str) and local(child) in names]


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
