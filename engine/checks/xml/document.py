"""Reads bytes nobody vouches for: no document types, no instructions, no surprises of size."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule, Spot

LARGEST = 2 * 1024 * 1024
"""Bytes of one file."""
DEEPEST = 60
"""Elements inside each other."""

TOO_LARGE = Rule(
    "xml.too_large",
    "the file has %(size)d bytes; %(largest)d are allowed",
    "draw two processes, and keep pictures out of the file",
)
ENCODING = Rule(
    "xml.encoding", "the file is not UTF-8 (%(found)s)", "save it as UTF-8 and say so in line 1"
)
DOCTYPE = Rule(
    "xml.doctype", "a document type (DOCTYPE) or entity is not allowed", "delete the declaration"
)
MALFORMED = Rule(
    "xml.malformed",
    "this is no well-formed XML: %(why)s",
    "open it in the editor and save it again",
)
INSTRUCTION = Rule(
    "xml.processing_instruction",
    "the processing instruction %(name)s is not allowed",
    "delete it",
)
TOO_DEEP = Rule(
    "xml.too_deep",
    "elements lie more than %(deepest)d deep inside each other",
    "take sub-processes apart",
)

DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
FIRST_ELEMENT = re.compile(rb"<[A-Za-z_\x80-\xff]")


def read(file: str, raw: bytes) -> tuple[Element | None, list[Finding]]:
    """Return the root of the document, ``None`` if it can not be trusted, and what is wrong."""
    refused = list(_bytes(file, raw))
    if refused:
        return None, refused
    try:
        xml = etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        why = getattr(error, "msg", None) or str(error)
        return None, [MALFORMED.at(Spot(file, line), why=why)]
    if xml.getroottree().docinfo.internalDTD is not None:
        return None, [DOCTYPE.at(Spot(file))]
    root = Element(file, xml)
    if _depth(xml) > DEEPEST:
        return None, [TOO_DEEP.at(root, deepest=DEEPEST)]
    return root, list(_instructions(root))


def _bytes(file: str, raw: bytes) -> Iterator[Finding]:
    if len(raw) > LARGEST:
        yield TOO_LARGE.at(Spot(file), size=len(raw), largest=LARGEST)
        return
    declared = DECLARED.match(raw.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        yield ENCODING.at(Spot(file), found=declared[1].decode("ascii", "replace"))
        return
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start}"
        yield ENCODING.at(Spot(file, raw[: error.start].count(b"\n") + 1), found=found)
        return
    prolog = FIRST_ELEMENT.split(COMMENT.sub(b"", raw), maxsplit=1)[0]
    if b"<!DOCTYPE" in prolog:
        yield DOCTYPE.at(Spot(file, raw[: raw.find(b"<!DOCTYPE")].count(b"\n") + 1))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )


def _instructions(root: Element) -> Iterator[Finding]:
    before = root.xml.itersiblings(etree.PI, preceding=True)
    after = root.xml.itersiblings(etree.PI)
    for each in (*before, *root.xml.iter(etree.PI), *after):
        spot = Spot(root.file, cast(int | None, each.sourceline) or 1)
        name = cast(etree._ProcessingInstruction, each).target
        yield INSTRUCTION.at(spot, name=name)


def _depth(xml: etree._Element) -> int:
    level, deepest = [xml], 0
    while level:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest
