"""The built-in functions, one file per kind of value they are about."""

from engine.feel.functions import (
    beyond,
    contexts,
    conversion,
    lists,
    logic,
    numbers,
    patterns,
    periods,
    ranges,
    spans,
    statistics,
    strings,
    temporal,
    votes,
)
from engine.feel.functions.registry import BUILTINS

__all__ = [
    "BUILTINS",
    "beyond",
    "contexts",
    "conversion",
    "lists",
    "logic",
    "numbers",
    "patterns",
    "periods",
    "ranges",
    "spans",
    "statistics",
    "strings",
    "temporal",
    "votes",
]
