"""What is handed over has a name of its own and says what it is."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.naming import is_name
from engine.checks.findings import Finding, Rule
from engine.errors import Invalid
from engine.rules.durations import Duration
from engine.spiff import GIVEN

TARGET = Rule(
    "engine.mapping_target",
    "%(target)r can not be the name under which a value is handed over",
    "write a name of letters, digits and _, not application or item",
)
TWICE = Rule(
    "engine.mapping_twice", "%(target)s is handed over twice", "delete one of the two mappings"
)
NO_MARK = Rule(
    "engine.mapping_mark",
    "%(source)r is no expression",
    'begin with =; a text stands in quotes, e.g. ="fire"',
)
NO_OUTPUT = Rule(
    "engine.mapping_output",
    "nothing comes back from a %(kind)s",
    "delete the zeebe:output",
)
KEY = Rule(
    "engine.message_key",
    "the key %(key)r is no expression",
    "begin with =, e.g. =application.code",
)
LIVES = Rule("engine.message_lives", "", "write a duration, e.g. P30D")


def bad_mappings(diagram: Diagram) -> Iterator[Finding]:
    """Yield values that are handed over without a name, twice, or without saying what."""
    for node in diagram.nodes():
        for way in ("input", "output"):
            seen: set[str] = set()
            for each in node.mappings(way):
                yield from _mapping(each, seen)
                seen.add(each.get("target"))
        if node.kind != "callActivity" and next(node.mappings("output"), None) is not None:
            yield NO_OUTPUT.at(node, kind=node.kind)


def _mapping(each: Element, seen: set[str]) -> Iterator[Finding]:
    target, source = each.get("target"), each.get("source")
    if target and (not is_name(target) or target in GIVEN):
        yield TARGET.at(each, target=target)
    elif target in seen:
        yield TWICE.at(each, target=target)
    if source and not source.startswith("="):
        yield NO_MARK.at(each, source=source)


def bad_keys(diagram: Diagram) -> Iterator[Finding]:
    """Yield messages whose key or whose life can not be read."""
    for element in (*diagram.of("message"), *diagram.nodes()):
        for each in element.extensions("subscription", "publishMessage"):
            key, lives = each.get("correlationKey"), each.get("timeToLive")
            if key and not key.startswith("="):
                yield KEY.at(each, key=key)
            try:
                if lives:
                    Duration.parse(lives)
            except Invalid as refusal:
                yield LIVES.because(each, refusal.message, **refusal.params)
