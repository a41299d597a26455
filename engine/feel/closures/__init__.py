"""Turns the tree of an expression into closures that give its value."""

from engine.feel.closures import access, calls, literals, logic, loops, operators
from engine.feel.closures.registry import closure

__all__ = ["access", "calls", "closure", "literals", "logic", "loops", "operators"]
