"""From what the file says of events to what makes them happen, or what they make happen."""

from typing import Literal, get_args

from lxml import etree

from engine.change import Carried
from engine.errors import Invalid, Told
from engine.feel import Expression
from engine.rules.durations import Duration
from engine.spiff.elements import BPMN, extension, read_step
from engine.spiff.reading.mappings import read_mapping
from engine.spiff.reading.node import NodeReader
from engine.spiff.specs.events.causes import (
    Alarm,
    Call,
    Caught,
    Condition,
    Telling,
    Terminate,
    Thrown,
)
from engine.spiff.specs.events.timers import Field, Limit, check_text


def caught(reader: NodeReader, name: str, node: etree._Element) -> Caught:
    """Return what makes an event happen.

    :param name: its kind, e.g. ``timer`` for a ``timerEventDefinition``.
    """
    if name == "message":
        declared = _declared(reader, node, "message")
        key = extension(declared, "subscription").get("correlationKey")
        return Call(declared.get("name", ""), "message", _key(reader, key))
    if name == "signal":
        return Call(_declared(reader, node, "signal").get("name", ""), "signal")
    if name == "conditional":
        reader.spec.watches = True
        return Condition(reader.expression(node.findtext(f"{BPMN}condition")))
    return _limit(reader, node) if name == "timer" else _alarm(reader, name, node)


def thrown(reader: NodeReader, name: str, node: etree._Element) -> Thrown:
    """Return what an event makes happen.

    :param name: its kind, e.g. ``message`` for a ``messageEventDefinition``.
    """
    if name == "message":
        return telling(reader, node, "message")
    if name == "signal":
        return telling(reader, node, "signal")
    if name == "terminate":
        return Terminate()
    alarm = _alarm(reader, name, node)
    if alarm.code is None:
        message = "“%(element)s” needs an error or escalation that has a code."
        raise reader.refuse("event.no_code", message)
    return alarm


def telling(reader: NodeReader, node: etree._Element, kind: Carried) -> Telling:
    """Return the message or signal that an element throws.

    :param node: the one that refers to it.
    """
    told = extension(reader.node, "publishMessage") if kind == "message" else {}
    name = _declared(reader, node, kind).get("name", "")
    key, lives = _key(reader, told.get("correlationKey")), told.get("timeToLive")
    try:
        if lives is not None:
            Duration.parse(lives)
    except Invalid as error:
        message = "The message of “%(element)s” lives for no duration: %(why)s"
        raise reader.refuse("message.no_duration", message, why=Told.by(error)) from error
    return Telling(name, kind, key, lives, read_mapping(reader, "input"))


def _declared(reader: NodeReader, node: etree._Element, kind: Carried) -> etree._Element:
    """Return the message or signal an element refers to."""
    declared = _element(node, kind, node.get(f"{kind}Ref"))
    name = "" if declared is None else declared.get("name", "").strip()
    if declared is not None and name and not name.startswith("="):
        return declared
    message = "The event “%(element)s” needs a message or signal with a name."
    raise reader.refuse("event.no_message", message)


def _element(node: etree._Element, kind: str, ref: str | None) -> etree._Element | None:
    """Return what is declared beside the process under an id."""
    declared = node.getroottree().iterfind(f"{BPMN}{kind}")
    return next((one for one in declared if ref and one.get("id") == ref), None)


def _key(reader: NodeReader, text: str | None) -> Expression | None:
    if not text:
        return None
    if not text.startswith("="):
        message = "The key of the message of “%(element)s” needs FEEL that begins with =."
        raise reader.refuse("message.key_unreadable", message)
    return reader.expression(text)


def _alarm(reader: NodeReader, name: str, node: etree._Element) -> Alarm:
    """Return an error or an escalation; without a reference it has no code."""
    kind: Literal["error", "escalation"] = "error" if name == "error" else "escalation"
    ref = node.get(f"{kind}Ref")
    if not ref:
        return Alarm(kind, None)
    declared = _element(node, kind, ref)
    code = "" if declared is None else declared.get(f"{kind}Code", "")
    if not code or code.startswith("="):
        message = "“%(element)s” needs an error or escalation that has a code."
        raise reader.refuse("event.no_code", message)
    return Alarm(kind, code)


def _limit(reader: NodeReader, node: etree._Element) -> Limit:
    found: list[tuple[Field, str]] = [
        (field, text)
        for field in get_args(Field)
        if (text := (node.findtext(f"{BPMN}{field}") or "").strip())
    ]
    if len(found) != 1:
        message = "The timer “%(element)s” needs one duration, date or cycle."
        raise reader.refuse("timer.unreadable", message)
    field, text = found[0]
    follows = read_step(reader.node, None).settings.get("follows_clock")
    follows_clock = None if follows is None else follows == "true"
    if text.startswith("="):
        return Limit(field, reader.expression(text), follows_clock)
    try:
        check_text(field, text)
    except Invalid as error:
        message = "The timer “%(element)s” has no limit: %(why)s"
        raise reader.refuse("timer.unreadable", message, why=Told.by(error)) from error
    return Limit(field, text, follows_clock)
