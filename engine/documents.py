"""XML from strangers: read without document types, entities, instructions or surprises of size."""

import re
from typing import cast

from lxml import etree

from engine.errors import Fault, Invalid, Told
from engine.unreadable import why

LARGEST = 2 * 1024 * 1024
"""Bytes of one file."""
DEEPEST = 60
"""Elements inside each other."""

_DECLARED = re.compile(rb"""\A<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_\x80-\xff]")
_ID = re.compile(r"[^\s!-,/:-@\[-^`{-~]+")
"""No blanks, and of signs only . - and _, as XML wants it."""
Root = etree._Element


class Unsound(Invalid):
    """A file that is no sound document; ``fault`` and ``line`` say why and where."""

    def __init__(self, file: str, line: int, code: str, message: str, **params: object) -> None:
        self.line, self.fault = line, Fault(f"{file}:{line}", code, message, params)
        super().__init__(code, "%(file)s cannot be read.", [self.fault], file=file)


def read(raw: bytes, file: str) -> Root:
    """Return the root element of an XML file, without its comments.

    :raises Unsound: it is too large, not UTF-8, has a document type, is not well-formed, too
        deep, or has a processing instruction.
    """
    _look_at_bytes(raw, file)
    try:
        root = etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        message, told = "This is not XML: %(why)s", why(error)
        raise Unsound(file, line, "file.not_xml", message, why=told) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _has_type(file, 1)
    if _depth(root) > DEEPEST:
        message = "Elements lie more than %(deepest)d deep inside each other."
        raise Unsound(file, 1, "file.too_deep", message, deepest=DEEPEST)
    _refuse_instructions(root, file)
    return root


def is_id(text: str) -> bool:
    """Whether a text may be the id of an element.

    >>> is_id("受理_1.a-b"), is_id("a b"), is_id("a/b"), is_id("")
    (True, False, False, False)
    """
    return _ID.fullmatch(text) is not None


def line_of(element: Root) -> int:
    """Return the line of the file on which an element begins."""
    return cast(int | None, element.sourceline) or 1


def local_name(element: Root) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def _look_at_bytes(raw: bytes, file: str) -> None:
    if len(raw) > LARGEST:
        message = "The file has %(size)d bytes; %(largest)d are allowed."
        raise Unsound(file, 1, "file.too_large", message, size=len(raw), largest=LARGEST)
    message = "The file is not UTF-8 (%(found)s)."
    declared = _DECLARED.match(raw.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        found = declared[1].decode("ascii", "replace")
        raise Unsound(file, 1, "file.not_utf8", message, found=found)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, found = _line_at(raw, error.start), Told("byte %(place)s", {"place": error.start})
        raise Unsound(file, line, "file.not_utf8", message, found=found) from None
    if b"<!DOCTYPE" in _FIRST_ELEMENT.split(_COMMENT.sub(b"", raw), maxsplit=1)[0]:
        raise _has_type(file, _line_at(raw, raw.find(b"<!DOCTYPE")))


def _line_at(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1


def _has_type(file: str, line: int) -> Unsound:
    message = "A document type (DOCTYPE) or entity is not allowed."
    return Unsound(file, line, "file.doctype", message)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True,
    )  # fmt: skip


def _depth(root: Root) -> int:
    level, deepest = [root], 0
    while level:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest


def _refuse_instructions(root: Root, file: str) -> None:
    around = (root.itersiblings(etree.PI, preceding=True), root.itersiblings(etree.PI))
    for each in (*around[0], *root.iter(etree.PI), *around[1]):
        name = cast(etree._ProcessingInstruction, each).target
        message = "The processing instruction %(name)s is not allowed."
        raise Unsound(file, line_of(each), "file.instruction", message, name=name)
