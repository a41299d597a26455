"""Expressions can be read, and read only names that were given a value before."""

from collections.abc import Iterable, Iterator

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.dialects import COMPUTED
from engine.checks.expressions.names import readable
from engine.checks.expressions.naming import is_name
from engine.checks.expressions.places import CONDITIONS, MARKED, NEEDED, Said, expressions
from engine.checks.expressions.written import Written
from engine.checks.findings import MEANT, Finding, Place, Rule, said
from engine.checks.words import meant
from engine.feel import tree
from engine.spiff import COUNTED, GIVEN

EXPRESSION = Rule("engine.expression", "", "column %(column)s of the expression %(expression)s")
JUEL = said(
    "expressions are FEEL: instead of ${approved == true && amount > 100} write "
    "=approved = true and amount > 100; or for ||, and not(x) for !x"
)
EMPTY = Rule("engine.expression_missing", "%(kind)s is empty", "write an expression, or delete it")
NO_MARK = Rule(
    "engine.expression_mark",
    "%(attribute)s says %(text)r, which is no expression",
    "begin with =, e.g. =%(text)s",
)
UNKNOWN_NAME = Rule(
    "engine.unknown_name",
    "nothing in the process gives %(name)s a value",
    "answers are read by the id of their task, e.g. check_materials.outcome",
)
TOO_EARLY = Rule(
    "engine.read_too_early",
    "no step before this one, and none beside it, gives %(name)s a value",
    "read it behind the step that writes it; what is answered in a multi-instance stays there, "
    "only its outputElement comes out",
)
PERHAPS = Rule(
    "engine.perhaps_not_written",
    "not every path that leads here gives %(name)s a value",
    "say what holds without it, e.g. =%(name)s != null and …",
    severity="warning",
)
CERTAIN = NEEDED.keys() - {"condition"}
"""Where null makes no sense; a condition that is waited for is null until it is known."""
THOUGHT_OF = frozenset({"is defined", "get or else", "is"})
"""Functions that take null for what it is."""


def bad_expressions(diagram: Diagram) -> Iterator[Finding]:
    """Yield the expressions that can not be read, or read what nobody writes."""
    names = readable(diagram)
    for one in expressions(diagram):
        try:
            expression = feel.compile(one.text)
        except feel.FeelError as error:
            told = {**error.params, "column": error.column, "expression": one.text}
            rule = EXPRESSION.instead(JUEL) if COMPUTED.match(one.text) else EXPRESSION
            yield rule.because(one.place, error.message, **told)
            continue
        known = names.union(COUNTED) if one.counted else names
        for name in sorted(expression.names - known - feel.BUILTINS.keys()):
            yield unknown_name(one.place, name, known)


def unknown_name(place: Place, name: str, known: Iterable[str]) -> Finding:
    """Return the finding that nobody writes a name, with the one that may be meant.

    An id that no expression can read is a finding of its own, and is never recommended.
    """
    near = meant(name, filter(str.isidentifier, known))
    near = near if is_name(near) else ""
    rule = UNKNOWN_NAME.instead(MEANT) if near else UNKNOWN_NAME
    return rule.at(place, name=name, meant=near)


def early_reads(diagram: Diagram) -> Iterator[Finding]:
    """Yield the expressions that read what has no value yet, or not always."""
    if not diagram.whole:
        return
    written, names = Written(diagram), readable(diagram)
    for one in expressions(diagram):
        node = _asked_at(one, diagram)
        if node is None or one.expression is None:
            continue
        sure = written.surely(node, one.moment)
        for name in sorted((one.expression.names & names) - GIVEN - sure):
            if not written.perhaps(name, node, one.moment):
                yield TOO_EARLY.at(one.place, name=name)
            elif one.use in CERTAIN and name not in _thought_of(one.expression.tree):
                yield PERHAPS.at(one.place, name=name)


def missing_marks(diagram: Diagram) -> Iterator[Finding]:
    """Yield expressions that are empty, or are not marked as such."""
    for place in diagram.of(*CONDITIONS):
        if not place.text and place.kind == "completionCondition":
            yield EMPTY.at(place, kind=place.kind)
    for loop in diagram.of("multiInstanceLoopCharacteristics"):
        for each in loop.extensions("loopCharacteristics"):
            for attribute in MARKED:
                text = each.get(attribute)
                if text and not text.startswith("="):
                    yield NO_MARK.at(each, attribute=attribute, text=text)


def _asked_at(one: Said, diagram: Diagram) -> Element | None:
    """Return the node at which an expression is asked."""
    if one.use == "conditionExpression":
        flow = next(one.place.around())
        return diagram.ids.get(flow.get("sourceRef"))
    around = (one.place, *one.place.around())
    return next((each for each in around if each.id in diagram.every_node), None)


def _thought_of(node: tree.Node) -> set[str]:
    """Return the names whose absence the expression has an answer to.

    Null is not equal to anything else, and a part of an ``if`` is only asked where it says so.
    """
    found: set[str] = set()
    for each in feel.walk(node):
        match each:
            case tree.Comparison(operator="=" | "!=", left=left, right=right):
                found |= {_name(left), _name(right)}
            case tree.If(then=then, otherwise=otherwise):
                found |= {_name(part) for way in (then, otherwise) for part in feel.walk(way)}
            case tree.In(value=value) | tree.InstanceOf(value=value):
                found.add(_name(value))
            case tree.Call(function=tree.Name(name), arguments=arguments) if name in THOUGHT_OF:
                found |= {_name(argument) for argument in arguments}
    return found


def _name(node: tree.Node) -> str:
    while isinstance(node, tree.Path):
        node = node.source
    return node.name if isinstance(node, tree.Name) else ""
