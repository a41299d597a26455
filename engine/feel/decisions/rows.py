"""Reads decision tables; what is wrong with one stays with the reading."""

from collections.abc import Sequence
from dataclasses import replace

from engine.documents import line_of
from engine.feel.closures.registry import closure
from engine.feel.decisions import hits, xml
from engine.feel.decisions.reading import Reading
from engine.feel.decisions.tables import Input, Output, Rule, Table
from engine.feel.decisions.types import Types, type_name
from engine.feel.expression import Expression
from engine.feel.grammar import tree

WHOLE = ("integer", "long", "feel:integer")


def read_table(element: xml.Element, reading: Reading, types: Types) -> Table:
    """Return the decision table of an element; what is wrong stays with the reading."""
    policy = _policy(element, reading)
    inputs = tuple(_input(part, reading) for part in xml.all_of(element, "input"))
    outputs = tuple(_output(part, reading) for part in xml.all_of(element, "output"))
    headings = [one.label for one in inputs]
    rules = tuple(_rule(part, reading, headings) for part in xml.all_of(element, "rule"))
    table = Table(policy, inputs, outputs, rules, types, replace(reading.cell(element), text=""))
    _check(element, table, reading)
    return table


def _policy(element: xml.Element, reading: Reading) -> str:
    """Return the hit policy of a table; one that collects goes by its aggregator, if it has one."""
    policy = (element.get("hitPolicy") or "UNIQUE").upper()
    aggregation = (element.get("aggregation") or "").upper()
    wrong = policy if policy in hits.AGGREGATORS else ""
    if policy == "COLLECT" and aggregation:
        policy, wrong = aggregation, "" if aggregation in hits.AGGREGATORS else aggregation
    if wrong or policy not in hits.POLICIES:
        found = wrong or policy
        message = "there is no hit policy %(found)s"
        reading.refuse(element, "decision.hit_policy", message, found=found)
    return policy


def _input(element: xml.Element, reading: Reading) -> Input:
    expression = xml.first(element, "inputExpression")
    label = element.get("label") or xml.text(expression)
    written = expression.get("typeRef") if expression is not None else None
    values = xml.first(element, "inputValues")
    expected = reading.tests(values) if values is not None else None
    read = reading.expression(expression)
    return Input(label, read, type_name(written), expected, written in WHOLE)


def _output(element: xml.Element, reading: Reading) -> Output:
    values = xml.first(element, "outputValues")
    default = xml.first(element, "defaultOutputEntry")
    return Output(
        xml.name(element),
        type_name(element.get("typeRef")),
        _priorities(reading, values),
        reading.expression(default) if default is not None and xml.text(default) else None,
    )


def _priorities(reading: Reading, element: xml.Element | None) -> tuple[Expression, ...]:
    found = reading.tests(element).tree
    assert isinstance(found, tree.Tests)
    tests = [test.test for test in found.tests if isinstance(test, tree.Within)]
    return tuple(Expression("", test, closure(test)) for test in tests)


def _rule(element: xml.Element, reading: Reading, headings: Sequence[str]) -> Rule:
    tests = xml.all_of(element, "inputEntry")
    return Rule(
        tuple(reading.tests(cell) for cell in tests),
        tuple(reading.expression(cell) for cell in xml.all_of(element, "outputEntry")),
        tuple(map(reading.cell, tests, headings)),
        line_of(element),
    )


def _check(element: xml.Element, table: Table, reading: Reading) -> None:
    if not table.outputs:
        reading.refuse(element, "decision.no_output", "the table has no output")
    if table.policy in hits.BY_PRIORITY and not any(out.values for out in table.outputs):
        reading.refuse(
            element,
            "decision.no_priority",
            "the hit policy %(policy)s needs the values of an output, the most important first",
            policy=table.policy,
        )
    if len(table.outputs) > 1:
        _check_outputs(element, table, reading)
    rows = xml.all_of(element, "rule")
    for number, (row, rule) in enumerate(zip(rows, table.rules, strict=True), 1):
        if (len(rule.tests), len(rule.results)) != (len(table.inputs), len(table.outputs)):
            reading.refuse(
                row,
                "decision.ragged",
                "rule %(number)s has %(found)s cells, and the table %(wanted)s columns",
                number=number,
                found=len(rule.tests) + len(rule.results),
                wanted=len(table.inputs) + len(table.outputs),
            )


def _check_outputs(element: xml.Element, table: Table, reading: Reading) -> None:
    """Keep what is wrong with several outputs: each has a name, and none is added up."""
    names = [output.name for output in table.outputs]
    if len({*names, ""}) <= len(names):
        reading.refuse(
            element,
            "decision.output_names",
            "each of several outputs has a name of its own; these are called %(names)s",
            names=", ".join(f'"{name}"' for name in names),
        )
    if table.policy in hits.AGGREGATORS - {"COUNT"}:
        reading.refuse(
            element,
            "decision.many_outputs",
            "%(policy)s is taken of one output, and the table has %(count)s",
            policy=table.policy,
            count=len(names),
        )
