"""The only door to SpiffWorkflow: its parser and its tokens, with everything else ours.

Expressions are FEEL, timers pass when told to, variables live in scopes, finished tokens are
forgotten, and the state is a format of our own. The reasons stand with each module.
"""

from engine.spiff import codec, moves, returning, scope
from engine.spiff.budget import Budget
from engine.spiff.calls import Call, Library, pin
from engine.spiff.definition import Definition
from engine.spiff.elements import Step
from engine.spiff.game import throwing
from engine.spiff.game.workflow import Workflow
from engine.spiff.reading.kinds import RUNS
from engine.spiff.reading.parser import read_definition
from engine.spiff.scope import GIVEN
from engine.spiff.specs.events.timers import first_turn, rule_of
from engine.spiff.specs.instances import ASKED, COUNTED
from engine.spiff.waiting import asking, beside, difference, outside, overruling

__all__ = [
    "ASKED",
    "COUNTED",
    "GIVEN",
    "RUNS",
    "Budget",
    "Call",
    "Definition",
    "Library",
    "Step",
    "Workflow",
    "asking",
    "beside",
    "codec",
    "difference",
    "first_turn",
    "moves",
    "outside",
    "overruling",
    "pin",
    "read_definition",
    "returning",
    "rule_of",
    "scope",
    "throwing",
]
