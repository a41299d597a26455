"""Names of types: ``number``, ``list<string>``, ``context<name: string>``."""

from engine.errors import Told
from engine.feel.errors import FeelError
from engine.feel.grammar import tree
from engine.feel.grammar.cursor import Cursor

SIMPLE = (
    "number",
    "string",
    "boolean",
    "date and time",
    "date",
    "time",
    "days and time duration",
    "day and time duration",
    "years and months duration",
    "year and month duration",
    "list",
    "context",
    "function",
    "range",
    "Any",
    "Null",
)


def read_type(cursor: Cursor) -> tree.Type:
    """Read the name of a type.

    :raises FeelError: there is no type here.
    """
    column = cursor.here.column
    name = _type_name(cursor)
    if name in ("list", "range") and cursor.take("<"):
        with cursor.deeper():
            of = read_type(cursor)
        cursor.need(">")
        return tree.Type(name, of, column=column)
    if name == "context" and cursor.take("<"):
        with cursor.deeper():
            entries = _entries(cursor)
        return tree.Type(name, entries=entries, column=column)
    if name == "function" and cursor.take("<"):
        with cursor.deeper():
            return _function(cursor, column)
    return tree.Type(name, column=column)


def _type_name(cursor: Cursor) -> str:
    for name in SIMPLE:
        words = name.split()
        if all(cursor.sees(word, ahead=step) for step, word in enumerate(words)):
            cursor.place += len(words)
            return name
    if cursor.here.source == "null":
        cursor.place += 1
        return "Null"
    column, name = cursor.here.column, cursor.name()
    if name not in cursor.known:
        raise FeelError("feel.unknown_type", "there is no type %(name)s", column, name=name)
    return name


def _entries(cursor: Cursor) -> tuple[tuple[str, tree.Type], ...]:
    entries = []
    while not cursor.sees(">"):
        label = cursor.label()
        if label is None:
            raise cursor.unexpected(Told("name:"))
        entries.append((label, read_type(cursor)))
        if not cursor.take(","):
            break
    cursor.need(">")
    return tuple(entries)


def _function(cursor: Cursor, column: int) -> tree.Type:
    parameters = []
    while not cursor.sees(">"):
        parameters.append(("", read_type(cursor)))
        if not cursor.take(","):
            break
    cursor.need(">")
    cursor.need("->")
    return tree.Type("function", read_type(cursor), tuple(parameters), column=column)
