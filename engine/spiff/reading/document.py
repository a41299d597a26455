"""XML from strangers: read without entities, network, document types or surprises."""

from typing import Any

from lxml import etree

from engine.errors import Fault, Invalid

LARGEST = 2 * 1024 * 1024
"""No file of a process is larger than this (bytes)."""


def read_document(raw: bytes, file: str) -> etree._Element:
    """Return the root element of an XML file.

    :raises Invalid: it is larger than 2 MB, not UTF-8, not XML, or has a document type.
    """
    if len(raw) > LARGEST:
        raise unreadable(file, 1, "file.too_large", "A file may have at most 2 MB.")
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable(file, 1, "file.not_utf8", "The file is not UTF-8.") from None
    try:
        root = etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise unreadable(
            file, line, "file.not_xml", "This is not XML: %(why)s", why=str(error)
        ) from None
    _refuse_extras(root, file)
    return root


def unreadable(file: str, line: int, code: str, message: str, **params: object) -> Invalid:
    """Return the refusal of a file for one thing at one line."""
    fault = Fault(f"{file}:{line}", code, message, params)
    return Invalid("process.unreadable", "The process cannot be read.", [fault])


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )


def _refuse_extras(root: etree._Element, file: str) -> None:
    told: Any = root.getroottree().docinfo
    if told.doctype or told.internalDTD is not None:
        raise unreadable(file, 1, "file.doctype", "A document type is not allowed.")
    if (told.encoding or "UTF-8").upper() not in ("UTF-8", "US-ASCII", "ASCII"):
        raise unreadable(file, 1, "file.not_utf8", "The file is not UTF-8.")
