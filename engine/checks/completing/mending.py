"""Reads an expression that is only begun, up to the cursor, with the parser of the language."""

from collections.abc import Collection
from dataclasses import dataclass

from engine.feel import BUILTINS, FeelError, limits, tree
from engine.feel.grammar import clauses
from engine.feel.grammar.known import Known

MARK = "\U000e0fff"
"""Stands where the cursor is; a name that nobody writes."""
_VALUES = frozenset({"a name", "a value"})


@dataclass(frozen=True)
class Begun:
    """What the parser says of a place.

    :param node: the whole expression, if a value may stand there.
    :param wanted: what it expects there instead.
    """

    node: tree.Node | None = None
    wanted: str | None = None


def begun(before: str, names: Collection[str]) -> Begun:
    """Return what may stand behind the beginning of an expression.

    What is open in it, such as a bracket or an ``if``, is closed the way the parser asks for it.

    >>> begun("if a > 1 ", ()).wanted
    'then'
    """
    text, known = before + MARK, Known.of(names)
    for _ in range(4 * limits.DEPTH):
        try:
            return Begun(node=clauses.parse(text, known, BUILTINS))
        except FeelError as error:
            wanted, found = _told(error)
        if wanted is None or found not in ("", MARK):
            return Begun()
        if found == MARK:
            return Begun(wanted=wanted)
        text += " null" if wanted in _VALUES else f" {wanted.split(' / ')[0]}"
    return Begun()


def _told(error: FeelError) -> tuple[str | None, str | None]:
    """Return what the parser expects, and what it finds there."""
    if error.code == "feel.unknown_type":
        return "a type", error.params["name"]
    wanted = error.params.get("wanted")
    return None if wanted is None else str(wanted), error.params.get("found")
