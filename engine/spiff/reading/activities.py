"""What activities have in common: events on their border, and that they may be repeated."""

from typing import Any

from lxml import etree

from engine.spiff.elements import BPMN, extension
from engine.spiff.reading.node import NodeReader
from engine.spiff.reading.objects import filled, needed
from engine.spiff.specs.events.borders import BorderClosing, BorderOpening
from engine.spiff.specs.instances import MultiInstance
from engine.spiff.specs.lists import Instances
from engine.spiff.specs.loops import Loop, Repeated, StandardLoop
from engine.spiff.specs.nodes import Element
from engine.spiff.specs.objects import DataGate


class ActivityReader(NodeReader):
    """Reads an activity; conditions of the flows that lead out of it count."""

    chooses = True

    def parse_node(self) -> Any:
        """Return the activity, or the border around it, without what follows."""
        self.task = self.create_task()
        loop = self.node.find(f"{BPMN}standardLoopCharacteristics")
        if loop is not None:
            self._repeat(StandardLoop, loop=self._loop(loop))
        instances = self.node.find(f"{BPMN}multiInstanceLoopCharacteristics")
        if instances is not None:
            self._repeat(MultiInstance, instances=self._instances(instances))
        border = self.process_parser.get_boundary_events(self.bpmn_id)
        return self._behind_gate(self._within_border(border) if border else self.task)

    def _behind_gate(self, entry: Element) -> Element:
        """Return what a token enters to wait for data objects before it enters the activity."""
        self.task.fills, needs = filled(self), needed(self)
        if self.task.fills and self.task.answer is None:
            message = "“%(element)s” leaves nothing that a data object could keep."
            raise self.refuse("data.no_answer", message)
        if not needs:
            return entry
        gate = DataGate(self.spec, self.bpmn_id, needs)
        gate.connect(entry)
        return gate

    def _repeat(self, kind: type[Repeated], **told: Any) -> None:
        """Put what stands for all repetitions in the place of the activity."""
        once = self.spec.task_specs.pop(self.task.name)
        self.task = kind(self.spec, once.step, **told)
        once.name = self.task.once
        self.spec.task_specs[once.name] = once

    def _loop(self, node: etree._Element) -> Loop:
        most, condition = node.get("loopMaximum"), node.findtext(f"{BPMN}loopCondition")
        if not (most or condition):
            message = "“%(element)s” loops for ever: it needs a loopCondition or a loopMaximum."
            raise self.refuse("loop.endless", message, node, element=self.bpmn_id)
        if most and not (most.isdecimal() and len(most) < 10 and int(most)):
            message = "The loopMaximum of “%(element)s” is a whole number from 1, not %(text)s."
            raise self.refuse("loop.unreadable", message, node, element=self.bpmn_id, text=most)
        return Loop(
            condition=self.expression(condition) if condition else None,
            most=int(most) if most else None,
            test_before=node.get("testBefore") == "true",
        )

    def _instances(self, node: etree._Element) -> Instances:
        told = extension(node, "loopCharacteristics")
        collection, element = told.get("inputCollection"), told.get("inputElement")
        count = node.findtext(f"{BPMN}loopCardinality")
        if bool(collection) == bool(count) or bool(collection) != bool(element):
            message = (
                "“%(element)s” has several instances and needs inputCollection, inputElement,"
                " or a loopCardinality."
            )
            raise self.refuse("instances.unreadable", message, node, element=self.bpmn_id)
        result, until = told.get("outputElement"), node.findtext(f"{BPMN}completionCondition")
        return Instances(
            source=self.expression(collection or count),
            element=element,
            output=told.get("outputCollection") or None,
            result=self.expression(result) if result else None,
            until=self.expression(until) if until else None,
            sequential=node.get("isSequential") == "true",
        )

    def _within_border(self, events: list[etree._Element]) -> BorderOpening:
        opening = BorderOpening(self.spec, BorderOpening.name_for(self.bpmn_id))
        closing = BorderClosing(self.spec, f"{self.bpmn_id} [border end]")
        opening.connect(self.task)
        self.task.connect(closing)
        for node in events:
            event = self.process_parser.parse_node(node)
            self.task.border.append(event)
            opening.connect(event)
            event.connect(closing)
        return opening
