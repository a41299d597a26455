"""The expression language of diagrams, forms and decision tables: FEEL, closed by construction.

Nothing in an expression reaches Python, the clock, or anything outside its scope; every
evaluation has a budget. Where data do not fit, the value is null and the diagnostics say why.

Source: OMG Decision Model and Notation 1.5, chapter 10.
"""

from engine.feel.errors import FeelError
from engine.feel.expression import Expression, UnaryTests, compile, constant, unary_test
from engine.feel.functions import BUILTINS
from engine.feel.grammar import tree
from engine.feel.grammar.walking import children, walk
from engine.feel.notes import Cell, Note
from engine.feel.scope import Purse
from engine.feel.values import Function, Months, Period, Range, kind

__all__ = [
    "BUILTINS",
    "Cell",
    "Expression",
    "FeelError",
    "Function",
    "Months",
    "Note",
    "Period",
    "Purse",
    "Range",
    "UnaryTests",
    "children",
    "compile",
    "constant",
    "kind",
    "tree",
    "unary_test",
    "walk",
]
