"""Call activities run a process that exists, and hand over what they say."""

from collections.abc import Iterator, Mapping

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.dialects import OPEN, plain
from engine.checks.findings import Finding, Rule, said
from engine.checks.folder import Folder
from engine.checks.known import Called

NO_CALL = Rule(
    "engine.no_called_process",
    "it does not say which process it calls",
    'add <zeebe:calledElement processId="…" propagateAllChildVariables="false"/>',
)
INSTEAD = said(
    'delete calledElement and write <zeebe:calledElement processId="%(process)s" '
    'propagateAllChildVariables="false"/>'
)
COMPUTED = Rule(
    "engine.computed_call",
    "which process is called can not be computed",
    "write the id of the process; where there are several, choose with a gateway",
)
UNKNOWN = Rule(
    "engine.unknown_process",
    "there is no process %(process)s",
    "publish it first, or choose one that exists",
)
CIRCLE = Rule(
    "engine.calls_itself",
    "the processes call each other in a circle: %(circle)s",
    "draw the loop inside one process",
)
BINDING = Rule(
    "engine.call_binding",
    "there is no binding %(binding)s",
    "write bindingType latest (the newest version when the case comes there) or deployment "
    "(the version of the day the case began)",
)
ALL_VARIABLES = Rule(
    "engine.all_variables",
    "%(attribute)s hands over everything",
    'write "false", and each value in a zeebe:ioMapping',
)
NOT_GIVEN = Rule(
    "engine.call_input",
    "the process %(process)s reads %(name)s, which is not given to it",
    'add <zeebe:input source="=…" target="%(name)s"/>',
)

BINDINGS = ("latest", "deployment")
ALL = ("propagateAllParentVariables", "propagateAllChildVariables")


def bad_calls(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield call activities that call nobody, themselves, or more than they say."""
    for step in diagram.of("callActivity"):
        called = step.extension("calledElement")
        if called is None:
            process = plain(step.get("calledElement"))
            rule = NO_CALL if process == OPEN else NO_CALL.instead(INSTEAD)
            yield rule.at(step, process=process)
            continue
        if (key := called.get("processId").strip()).startswith("="):
            yield COMPUTED.at(step)
        elif key:
            yield from _process(step, key, diagram, folder)
        if (binding := called.get("bindingType")) and binding not in BINDINGS:
            yield BINDING.at(step, binding=binding)
        for attribute in ALL:
            if called.get(attribute) not in ("", "false"):
                yield ALL_VARIABLES.at(step, attribute=attribute)


def _process(step: Element, key: str, diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    known = folder.known.processes
    own = diagram.processes[0].id if diagram.processes else ""
    if key == own:
        yield CIRCLE.at(step, circle=f"{own} → {own}")
    elif known is not None and key not in known:
        yield UNKNOWN.softly(folder.known.complete).at(step, process=key)
    elif known is not None:
        if circle := _circle(own, key, known):
            yield CIRCLE.at(step, circle=" → ".join([own, *circle]))
        mapped = {each.get("target") for each in step.mappings("input")}
        for name in sorted(known[key].given - mapped):
            yield NOT_GIVEN.at(step, process=key, name=name)


def _circle(own: str, key: str, known: Mapping[str, Called]) -> list[str]:
    """Return the processes through which a call comes back; empty where none does."""
    ways = [[key]]
    seen = {key}
    while ways:
        way = ways.pop()
        for following in sorted(known[way[-1]].calls if way[-1] in known else ()):
            if following == own:
                return [*way, own]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
