"""The only door to SpiffWorkflow: its parser and its tokens, with everything else ours.

Expressions are FEEL, timers pass when told to, variables live in scopes, finished tokens are
forgotten, and the state is a format of our own. The reasons stand with each module.
"""

from engine.spiff import asking, codec, moves, scope, throwing
from engine.spiff.budget import Budget
from engine.spiff.calls import Call, Library, pin
from engine.spiff.definition import Definition
from engine.spiff.difference import difference
from engine.spiff.elements import Step
from engine.spiff.reading.parser import RUNS, read_definition
from engine.spiff.workflow import Workflow

__all__ = [
    "RUNS",
    "Budget",
    "Call",
    "Definition",
    "Library",
    "Step",
    "Workflow",
    "asking",
    "codec",
    "difference",
    "moves",
    "pin",
    "read_definition",
    "scope",
    "throwing",
]
