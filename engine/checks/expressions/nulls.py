"""What an expression writes down that never has a value, whatever the data are."""

from collections.abc import Iterator

from engine import feel
from engine.checks.expressions.comparing import ANY_MOMENT
from engine.checks.findings import Finding, Place, Rule
from engine.feel import tree

ALWAYS_NULL = Rule(
    "engine.always_null",
    "",
    "column %(column)s of the expression %(expression)s is always null: correct or delete it",
)

TESTED = tree.Name("?")


def always_null(place: Place, read: feel.Expression | feel.UnaryTests) -> Iterator[Finding]:
    """Yield for each part without names why it is always null.

    :param place: where the expression stands.
    """
    for part in _constants(read.tree):
        value, notes = part.diagnose({}, ANY_MOMENT)
        if value is None and notes:
            reason = notes[0]
            yield ALWAYS_NULL.because(
                place,
                reason.message,
                **reason.params,
                column=reason.column + read.begins,
                expression=read.source,
            )


def _constants(node: tree.Node) -> Iterator[feel.Expression]:
    """Yield the largest parts that read nothing."""
    if isinstance(node, tree.Literal):
        return
    part = None if TESTED in feel.walk(node) else feel.constant(node)
    if part is not None:
        yield part
        return
    for child in feel.children(node):
        yield from _constants(child)
