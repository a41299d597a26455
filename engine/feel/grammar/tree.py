"""The tree of an expression: plain values that checks may look at.

``?`` is the name of the tested value inside unary tests.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression.

    :param column: where it starts in the text, from 1.
    """

    column: int = field(kw_only=True, default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, a text, a truth value, null, or ``@"…"``."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name that is looked up."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """``source.name``."""

    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """``source[condition]``, also an index."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """``-operand``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``left operator right`` with ``+ - * / **``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``left operator right`` with ``= != < <= > >=``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``value between low and high``, both included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Within(Node):
    """Whether ``value`` equals ``test``, or lies in the range or list that ``test`` is."""

    value: Node
    test: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """``value in (tests)``: one of the tests, each reading ``?``, is true."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """What stands in a cell of a decision table; no test at all (``-``) fits everything."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``part and part …`` or ``part or part …``, three-valued."""

    operator: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """``if condition then then else otherwise``."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Steps(Node):
    """``start..end`` of a loop, counted up or down."""

    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Loop(Node):
    """``for``, ``some`` or ``every``.

    :param rounds: names with what they run over; later ones may read earlier names.
    """

    kind: str
    rounds: tuple[tuple[str, Node], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``function(arguments)`` or ``function(name: argument)``."""

    function: Node
    arguments: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Function(Node):
    """``function(parameters) body``."""

    parameters: tuple[tuple[str, "Type | None"], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Context(Node):
    """``{name: value}``; later entries may read earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Listing(Node):
    """``[item, item]``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """``[start..end]``; without an end for ``(>= start)``, without a start for ``(< end)``."""

    start: Node | None
    end: Node | None
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Type(Node):
    """The name of a type with what it is made of.

    :param of: the element of a list or range, the result of a function.
    :param entries: the entries of a context; nameless: the parameters of a function.
    """

    name: str
    of: "Type | None" = None
    entries: tuple[tuple[str, "Type"], ...] = ()


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """``value instance of type``."""

    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Boxed(Node):
    """A part that is no text but a boxed expression of a decision model.

    :param value: takes a scope and gives its value.
    :param partial: it reads what the loop around it has given so far.
    """

    value: Any
    partial: bool = False
