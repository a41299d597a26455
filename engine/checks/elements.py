"""An element of a parsed file, read by the names BPMN gives its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from engine.documents import line_of

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"


@dataclass(frozen=True, eq=False)
class Element:
    """One XML element and the file it stands in, which nobody changes: what was found is kept."""

    file: str
    xml: etree._Element

    @cached_property
    def namespace(self) -> str:
        """The namespace of the element, ``""`` for none."""
        return etree.QName(self.xml).namespace or ""

    @cached_property
    def kind(self) -> str:
        """The name of the element without its namespace, e.g. ``userTask``."""
        return etree.QName(self.xml).localname

    @property
    def id(self) -> str:
        """The id, ``""`` for none."""
        return self.get("id")

    @property
    def line(self) -> int:
        """The line on which the element begins."""
        return line_of(self.xml)

    @property
    def place(self) -> str:
        """The id by which a reader of the diagram finds the element."""
        around = (self, *self.around())
        return next((element.id for element in around if element.id), self.kind)

    @property
    def by_event(self) -> bool:
        """Whether it is a sub-process that an event starts."""
        return self.kind == "subProcess" and self.get("triggeredByEvent") == "true"

    @property
    def text(self) -> str:
        """The text directly in the element, without the blanks around it."""
        own = [self.xml.text or "", *(child.tail or "" for child in self.xml)]
        return "".join(own).strip()

    def get(self, name: str) -> str:
        """Return an attribute, ``""`` where it is not given."""
        return self.xml.get(name) or ""

    def around(self) -> Iterator["Element"]:
        """Yield the elements around this one, the nearest first."""
        return (Element(self.file, outer) for outer in self.xml.iterancestors())

    def within(self) -> Iterator["Element"]:
        """Yield this element and everything in it, in the order of the file."""
        return iter(self._within)

    @cached_property
    def _within(self) -> tuple["Element", ...]:
        return tuple(Element(self.file, inner) for inner in self.xml.iter("{*}*"))

    def children(self, *kinds: str) -> Iterator["Element"]:
        """Yield the BPMN elements directly in this one; all of them if no kind is named."""
        tags = [f"{{{BPMN}}}{kind}" for kind in kinds or ("*",)]
        return (Element(self.file, inner) for inner in self.xml.iterchildren(*tags))

    def child(self, kind: str) -> "Element | None":
        """Return the first BPMN element of this kind directly in this one."""
        return next(self.children(kind), None)

    def extensions(self, *names: str) -> Iterator["Element"]:
        """Yield the ``zeebe:`` elements among the extension elements; all if none is named."""
        return (each for each in self._extensions if not names or each.kind in names)

    @cached_property
    def _extensions(self) -> tuple["Element", ...]:
        return tuple(
            Element(self.file, inner)
            for box in self.children("extensionElements")
            for inner in box.xml.iterchildren(f"{{{ZEEBE}}}*")
        )

    def extension(self, name: str) -> "Element | None":
        """Return the first ``zeebe:`` extension of this name."""
        return next(self.extensions(name), None)

    def leading_to(self, target: "Element") -> "Element":
        """Return a sequence flow to another element, as if it were drawn."""
        drawn = etree.Element(
            f"{{{BPMN}}}sequenceFlow", id=self.id, sourceRef=self.id, targetRef=target.id
        )
        drawn.sourceline = self.xml.sourceline
        return Element(self.file, drawn)

    def properties(self) -> Iterator["Element"]:
        """Yield the ``zeebe:property`` elements of this element."""
        return self._in("properties", "property")

    def mappings(self, way: str) -> Iterator["Element"]:
        """Yield what is handed over.

        :param way: ``input`` for what goes in, ``output`` for what comes back.
        """
        return self._in("ioMapping", way)

    def headers(self) -> Iterator["Element"]:
        """Yield what a job is told besides."""
        return self._in("taskHeaders", "header")

    def _in(self, box: str, name: str) -> Iterator["Element"]:
        for each in self.extensions(box):
            for child in each.xml.iterchildren(f"{{{ZEEBE}}}{name}"):
                yield Element(self.file, child)

    def settings(self) -> dict[str, str]:
        """Return the ``zeebe:property`` values of this element by name."""
        return {each.get("name"): each.get("value").strip() for each in self.properties()}
