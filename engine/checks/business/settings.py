"""Settings are known, stand where they count, and have values that mean something."""

from collections.abc import Iterator

from engine.checks.business.people import ASKED, group_of
from engine.checks.business.table import SETTINGS
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import MEANT, Finding, Rule, Whole, listed, said
from engine.checks.words import meant
from engine.people import APPLICANT
from engine.rules.silences import declared

UNKNOWN = Rule(
    "business.setting_unknown",
    "nothing reads the setting %(name)s",
    "known are: %(known)s",
    severity="warning",
)
VALUE = Rule("business.setting_value", "%(name)s can not be %(value)r", "one of: %(allowed)s")
MISPLACED = Rule(
    "business.setting_misplaced",
    "the setting %(name)s says nothing on a %(kind)s",
    "it belongs on: %(on)s",
)
ALONE = Rule(
    "business.setting_alone",
    "%(name)s says nothing without %(missing)s",
    "add %(missing)s, or delete %(name)s",
)
TWICE = Rule(
    "business.setting_twice", "the setting %(name)s is given twice", "delete one of the two"
)
NO_LIMIT = Rule(
    "business.no_limit",
    "the step does not say how long it may take",
    'write the setting limit: <zeebe:property name="limit" value="5"/>',
)

TOLD_ELSEWHERE = frozenset({("silence", "silenceBasis"), ("absence", "absenceBasis")})
"""Settings whose absence has a rule of its own."""
LIMIT = said("1 to 999 working days, or an expression such as =workhours(4)")
LOOK = said("it must look like %(allowed)s")


def settings(diagram: Diagram) -> Iterator[Finding]:
    """Yield settings that are unknown, misplaced, incomplete or without meaning."""
    for element in diagram.root.within():
        given: set[str] = set()
        for each in element.properties():
            name = each.get("name")
            if name in given:
                yield TWICE.at(each, name=name)
            given.add(name)
        if given:
            yield from _settings(element)
    yield from _limits(diagram)


def _settings(element: Element) -> Iterator[Finding]:
    given = element.settings()
    for name, value in given.items():
        setting = SETTINGS.get(name)
        if not name or not value:
            continue
        if setting is None:
            near = meant(name, SETTINGS)
            rule = UNKNOWN.instead(MEANT) if near else UNKNOWN
            yield rule.at(element, name=name, meant=near, known=listed(SETTINGS))
        elif setting.on and element.kind not in setting.on:
            yield MISPLACED.at(element, name=name, kind=element.kind, on=listed(setting.on))
        elif not setting.allows(value):
            yield _worthless(element, name, value)
        else:
            for missing in sorted(setting.needs - given.keys()):
                if (name, missing) not in TOLD_ELSEWHERE:
                    yield ALONE.at(element, name=name, missing=missing)


def _worthless(element: Element, name: str, value: str) -> Finding:
    values = SETTINGS[name].values
    if isinstance(values, frozenset):
        return VALUE.at(element, name=name, value=value, allowed=listed(values))
    rule = VALUE.instead(LIMIT if name == "limit" else LOOK)
    return rule.at(element, name=name, value=value, allowed=Whole(values.pattern))


def _limits(diagram: Diagram) -> Iterator[Finding]:
    for task in diagram.of(*ASKED):
        given = task.settings()
        told = declared(given) is not None or "limit" in given
        if not told and group_of(diagram, task) != APPLICANT:
            yield NO_LIMIT.at(task)
