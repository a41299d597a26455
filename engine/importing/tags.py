"""The start tags of an XML file with their places in its bytes, so that the rest stays as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@dataclass
class Tag:
    """One element: where its tags begin and what its start tag says.

    :param name: its local name, empty when it is no element of BPMN.
    :param end: where its end tag begins; the same as ``start`` where one tag is both.
    """

    name: str
    start: int
    line: int
    attributes: dict[str, str]
    end: int = 0
    children: list["Tag"] = field(default_factory=list)


def read(raw: bytes) -> list[Tag]:
    """Return the elements of a sound XML file in its order, the outer before the inner.

    :param raw: a file that ``documents.read`` has accepted.
    """
    parser, found, around = expat.ParserCreate(namespace_separator=" "), list[Tag](), list[Tag]()

    def begin(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        at, line = parser.CurrentByteIndex, parser.CurrentLineNumber
        tag = Tag(local if space == BPMN else "", at, line, attributes)
        if around:
            around[-1].children.append(tag)
        found.append(tag)
        around.append(tag)

    def finish(_: str) -> None:
        around.pop().end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(raw, True)
    return found


ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
START = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")


@dataclass(frozen=True)
class Place:
    """A text of the file as it stands there, from one byte to another.

    :param around: the same with what belongs to it: of an attribute its name and the blanks before.
    """

    start: int
    end: int
    text: str
    around: tuple[int, int]

    def behind(self, prefix: str) -> tuple[int, int]:
        """Return where the text goes on behind a prefix and its colon."""
        return self.start + (len(prefix.encode()) + 1 if prefix else 0), self.end


def attributes_of(raw: bytes, tag: Tag) -> Iterator[tuple[str, Place]]:
    """Yield the attributes of a tag by their names as written, with the places of their values."""
    begin, end = place_of_name(raw, tag.start)[1], _start_tag(raw, tag)
    for match in ATTRIBUTE.finditer(raw, begin, end):
        start, stop = match.start(2) + 1, match.end(2) - 1
        yield match[1].decode(), Place(start, stop, raw[start:stop].decode(), match.span())


def text_of(raw: bytes, tag: Tag) -> Place | None:
    """Return the text of an element without elements in it, without the blanks around it."""
    start = _start_tag(raw, tag)
    if tag.children or start > tag.end:
        return None
    inside = raw[start : tag.end]
    first = start + len(inside) - len(inside.lstrip())
    last = first + len(inside.strip())
    return Place(first, last, raw[first:last].decode(), (first, last))


def _start_tag(raw: bytes, tag: Tag) -> int:
    """Return where the start tag of an element ends."""
    match = START.match(raw, tag.start)
    if match is None:
        raise ValueError(f"no tag begins at byte {tag.start}")
    return match.end()


NAME = re.compile(rb"</?\s*(?:[^\s<>/:]+:)?([^\s<>/]+)")


def place_of_name(raw: bytes, at: int) -> tuple[int, int]:
    """Return where the local name of the tag beginning here stands.

    >>> place_of_name(b"<bpmn:task id='a'/>", 0)
    (6, 10)
    """
    match = NAME.match(raw, at)
    if match is None:
        raise ValueError(f"no tag begins at byte {at}")
    return match.span(1)
