"""The start tags of an XML file with their places in its bytes, so that the rest stays as it is."""

import re
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
