"""What an element of a diagram says: its name, its form, its group, its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from lxml import etree

from engine.documents import line_of, local_name

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
FINAL = frozenset({"decided", "issued", "delivered", "archived"})
"""Milestones nobody returns from behind: what was decided is put right by another decision."""
_ACTIVITIES = ("Task", "subProcess", "callActivity")


@dataclass(frozen=True)
class Step:
    """One element of the diagram.

    :param kind: its BPMN name, e.g. ``userTask``.
    :param line: where it stands in the file.
    :param settings: its ``zeebe:property`` values.
    :param form: the id of its form.
    :param documentation: what the diagram explains about it.
    :param group: who is asked: ``role``, ``department/role`` or FEEL; the lane's id by default.
    :param on: of an event on a border, the id of what it sits on.
    """

    id: str
    name: str
    kind: str
    line: int
    settings: Mapping[str, str]
    form: str | None = None
    group: str | None = None
    documentation: str = ""
    on: str | None = None

    @cached_property
    def is_activity(self) -> bool:
        """Whether something is done at it, so that one can return to it."""
        return self.kind.endswith(_ACTIVITIES)

    @cached_property
    def is_final(self) -> bool:
        """Whether nobody may return from behind it to before it."""
        settings = self.settings
        return settings.get("no_return") == "true" or settings.get("milestone") in FINAL


def read_step(node: etree._Element, lane: str | None) -> Step:
    """Return what an element says about itself.

    :param lane: the id of the lane it lies in.
    """
    id_ = node.get("id", "")
    form, asked = extension(node, "formDefinition"), extension(node, "assignmentDefinition")
    return Step(
        id=id_,
        name=node.get("name", id_),
        kind=local_name(node),
        line=line_of(node),
        settings=MappingProxyType(_settings(node)),
        form=form.get("formId") or form.get("formKey"),
        group=asked.get("candidateGroups") or lane,
        documentation=(node.findtext(f"{BPMN}documentation") or "").strip(),
        on=node.get("attachedToRef"),
    )


def extension(node: etree._Element, name: str) -> Mapping[str, str]:
    """Return the attributes of one ``zeebe:`` extension element, empty when it is not there."""
    found = node.find(f"{BPMN}extensionElements/{ZEEBE}{name}")
    return {} if found is None else {str(key): str(value) for key, value in found.items()}


def _settings(node: etree._Element) -> dict[str, str]:
    path = f"{BPMN}extensionElements/{ZEEBE}properties/{ZEEBE}property"
    return {prop.get("name", ""): (prop.get("value") or "").strip() for prop in node.iterfind(path)}
