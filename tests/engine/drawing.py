"""Draws diagrams for tests: one line per element, in the order of the file."""

from collections.abc import Mapping
from html import escape
from typing import Self

from engine.process import Process

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="file" targetNamespace="test">'
)


class Drawing:
    """A process or sub-process; ``process()`` reads what was drawn."""

    def __init__(self, key: str = "drawn") -> None:
        self.key, self.lines, self.outside = key, [], []

    def element(self, kind: str, id: str, extensions: str = "", inner: str = "", **given) -> Self:
        """Draw any element."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        box = f"<bpmn:extensionElements>{extensions}</bpmn:extensionElements>" if extensions else ""
        self.lines.append(f'<bpmn:{kind} id="{id}"{attributes}>{box}{inner}</bpmn:{kind}>')
        return self

    def start(self, id: str = "start", form: str | None = None) -> Self:
        """Draw a start event."""
        return self.element("startEvent", id, _form(form))

    def end(self, id: str = "end", cause: str = "", **settings: str) -> Self:
        """Draw an end event."""
        return self.element("endEvent", id, properties(settings), cause)

    def user(
        self,
        id: str,
        group: str | None = "window/window_clerk",
        form: str | None = None,
        loop: str = "",
        **settings: str,
    ) -> Self:
        """Draw a user task."""
        asked = f'<zeebe:assignmentDefinition candidateGroups="{escape(group)}"/>' if group else ""
        return self.element("userTask", id, _form(form) + asked + properties(settings), loop)

    def job(self, id: str, type: str, mapping: str = "", **given: str) -> Self:
        """Draw a service task.

        :param mapping: other extension elements.
        """
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items())
        asked = f'<zeebe:taskDefinition type="{type}"{attributes}/>'
        return self.element("serviceTask", id, asked + mapping)

    def gateway(self, kind: str, id: str, default: str | None = None) -> Self:
        """Draw a gateway: ``exclusive``, ``parallel``, ``inclusive`` or ``eventBased``."""
        return self.element(f"{kind}Gateway", id, **({"default": default} if default else {}))

    def border(self, id: str, on: str, cause: str, interrupting: bool = True) -> Self:
        """Draw an event on the border of a step."""
        cancel = "true" if interrupting else "false"
        return self.element("boundaryEvent", id, "", cause, attachedToRef=on, cancelActivity=cancel)

    def sub(self, id: str, inside: "Drawing", loop: str = "") -> Self:
        """Draw a sub-process."""
        self.outside += [each for each in inside.outside if each not in self.outside]
        return self.element("subProcess", id, "", loop + "".join(inside.lines))

    def by_event(self, id: str, cause: str, inside: "Drawing", interrupting: bool = True) -> Self:
        """Draw an event sub-process; its start event ``<id>_start`` leads to what is inside."""
        self.outside += inside.outside
        begin = Drawing().element(
            "startEvent", f"{id}_start", "", cause, isInterrupting=str(interrupting).lower()
        )
        lines = "".join(begin.lines + inside.lines)
        return self.element("subProcess", id, "", lines, triggeredByEvent="true")

    def call(
        self,
        id: str,
        key: str,
        binding: str | None = None,
        inputs: Mapping[str, str] | None = None,
        outputs: Mapping[str, str] | None = None,
        loop: str = "",
    ) -> Self:
        """Draw a call activity; inputs and outputs are FEEL by the name they get."""
        bound = f' bindingType="{binding}"' if binding else ""
        called = f'<zeebe:calledElement processId="{key}"{bound}/>'
        return self.element("callActivity", id, called + mapping(inputs, outputs), loop)

    def flow(self, *ids: str, when: str | None = None, id: str | None = None) -> Self:
        """Draw flows from each element to the next."""
        for source, target in zip(ids, ids[1:], strict=False):
            condition = (
                when and f"<bpmn:conditionExpression>{escape(when)}</bpmn:conditionExpression>"
            )
            name = id or f"{source}_to_{target}"
            self.element(
                "sequenceFlow", name, "", condition or "", sourceRef=source, targetRef=target
            )
        return self

    def message(self, name: str, key: str | None = None) -> str:
        """Declare a message and return the cause that throws it or waits for it."""
        told = f'<zeebe:subscription correlationKey="{escape(key)}"/>' if key else ""
        box = f"<bpmn:extensionElements>{told}</bpmn:extensionElements>" if key else ""
        return self._declare("message", name, box)

    def signal(self, name: str) -> str:
        """Declare a signal and return the cause that throws it or waits for it."""
        return self._declare("signal", name)

    def _declare(self, kind: str, name: str, box: str = "", code: bool = False) -> str:
        said = f'id="{kind}_{name}" name="{name}"' + (f' {kind}Code="{name}"' if code else "")
        declared = f"<bpmn:{kind} {said}>{box}</bpmn:{kind}>"
        if declared not in self.outside:
            self.outside.append(declared)
        return f'<bpmn:{kind}EventDefinition {kind}Ref="{kind}_{name}"/>'

    def error(self, code: str) -> str:
        """Declare an error and return the cause that throws or catches it."""
        return self._declare("error", code, code=True)

    def escalation(self, code: str) -> str:
        """Declare an escalation and return the cause that throws or catches it."""
        return self._declare("escalation", code, code=True)

    def xml(self, lanes: str = "") -> bytes:
        """Return the file."""
        body = f'<bpmn:process id="{self.key}" name="{self.key}" isExecutable="true">{lanes}'
        text = f"{HEAD}{body}{''.join(self.lines)}</bpmn:process>{''.join(self.outside)}"
        return f"{text}</bpmn:definitions>".encode()

    def __repr__(self) -> str:
        return "\n".join([*self.lines, *self.outside])

    def process(self, **files: bytes) -> Process:
        """Read what was drawn, with other files of the process."""
        named = {name.replace("__", "."): raw for name, raw in files.items()}
        return Process.read({"process.bpmn": self.xml(), **named})


def mapping(
    inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None
) -> str:
    """Return a ``zeebe:ioMapping``."""
    lines = [
        f'<zeebe:{kind} source="{escape(source)}" target="{target}"/>'
        for kind, pairs in (("input", inputs), ("output", outputs))
        for target, source in (pairs or {}).items()
    ]
    return f"<zeebe:ioMapping>{''.join(lines)}</zeebe:ioMapping>" if lines else ""


def properties(settings: Mapping[str, str]) -> str:
    """Return settings as the extension elements of an element."""
    each = (
        f'<zeebe:property name="{name}" value="{escape(value)}"/>'
        for name, value in settings.items()
    )
    return f"<zeebe:properties>{''.join(each)}</zeebe:properties>" if settings else ""


def timer(text: str, field: str = "timeDuration") -> str:
    """Return the cause of a timer event."""
    return (
        f"<bpmn:timerEventDefinition><bpmn:{field}>{escape(text)}</bpmn:{field}>"
        "</bpmn:timerEventDefinition>"
    )


def condition(text: str) -> str:
    """Return the cause of a conditional event."""
    said = f"<bpmn:condition>{escape(text)}</bpmn:condition>"
    return f"<bpmn:conditionalEventDefinition>{said}</bpmn:conditionalEventDefinition>"


TERMINATE = "<bpmn:terminateEventDefinition/>"


def loop(
    collection: str = "=item.departments",
    element: str = "department",
    output: str | None = None,
    result: str | None = None,
    until: str | None = None,
    sequential: bool = False,
) -> str:
    """Return the characteristics of a multi-instance."""
    told = {"inputCollection": collection, "inputElement": element}
    told |= {"outputCollection": output} if output else {}
    told |= {"outputElement": result} if result else {}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in told.items())
    kind = ' isSequential="true"' if sequential else ""
    until = f"<bpmn:completionCondition>{escape(until)}</bpmn:completionCondition>" if until else ""
    return (
        f"<bpmn:multiInstanceLoopCharacteristics{kind}><bpmn:extensionElements>"
        f"<zeebe:loopCharacteristics{attributes}/></bpmn:extensionElements>{until}"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )


def turns(condition: str | None = None, most: int | None = None, before: bool = False) -> str:
    """Return the characteristics of a standard loop."""
    attributes = f' loopMaximum="{most}"' if most else ""
    attributes += ' testBefore="true"' if before else ""
    asked = f"<bpmn:loopCondition>{escape(condition)}</bpmn:loopCondition>" if condition else ""
    kind = "standardLoopCharacteristics"
    return f"<bpmn:{kind}{attributes}>{asked}</bpmn:{kind}>"


def times(count: str, sequential: bool = False) -> str:
    """Return the characteristics of a multi-instance that counts."""
    kind = ' isSequential="true"' if sequential else ""
    return (
        f"<bpmn:multiInstanceLoopCharacteristics{kind}><bpmn:loopCardinality>{escape(count)}"
        "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
    )


def _form(form: str | None) -> str:
    return f'<zeebe:formDefinition formId="{form}"/>' if form else ""
