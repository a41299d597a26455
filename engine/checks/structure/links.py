"""A link is thrown and caught once in one scope, under one name."""

from collections.abc import Iterator

from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import Scope

NO_NAME = Rule(
    "structure.link_without_name",
    "the link has no name",
    "give its two ends the same name",
)
NOT_CAUGHT = Rule(
    "structure.link_not_caught",
    "nothing catches the link %(name)s in this scope",
    "draw an intermediate catch event with a link of this name, or draw the flow",
)
NOT_THROWN = Rule(
    "structure.link_not_thrown",
    "nothing throws the link %(name)s in this scope",
    "draw an intermediate throw event with a link of this name, or delete it",
)
CAUGHT_TWICE = Rule(
    "structure.link_caught_twice",
    "the link %(name)s is caught already by %(first)s",
    "give each catching end a name of its own",
)
DRAWN = Rule(
    "structure.link_with_flow",
    "a flow leaves where a link is thrown, or enters where it is caught",
    "delete the flow, or the link",
)


def bad_links(scope: Scope) -> Iterator[Finding]:
    """Yield links whose two ends do not find each other."""
    thrown, caught = scope.links("intermediateThrowEvent"), scope.links("intermediateCatchEvent")
    yield from _lonely(thrown, {scope.link_name(event) for event in caught}, scope, NOT_CAUGHT)
    yield from _lonely(caught, {scope.link_name(event) for event in thrown}, scope, NOT_THROWN)
    first: dict[str, str] = {}
    for event in caught:
        name = scope.link_name(event)
        if name and first.setdefault(name, event.id) != event.id:
            yield CAUGHT_TWICE.at(event, name=name, first=first[name])
    ends = {event.id: "sourceRef" for event in thrown} | {event.id: "targetRef" for event in caught}
    for flow in scope.flows:
        if any(ends.get(flow.get(end)) == end for end in ("sourceRef", "targetRef")):
            yield DRAWN.at(flow)


def _lonely(
    events: list[Element], partners: set[str], scope: Scope, rule: Rule
) -> Iterator[Finding]:
    for event in events:
        name = scope.link_name(event)
        if not name:
            yield NO_NAME.at(event)
        elif name not in partners:
            yield rule.at(event, name=name)
