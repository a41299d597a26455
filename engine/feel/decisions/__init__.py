"""Decision models: DMN 1.1 to 1.5, read safely and evaluated with our own FEEL."""

from engine.feel.decisions.deciding import decide, laid, typed
from engine.feel.decisions.model import Decision, DecisionModel
from engine.feel.decisions.tables import Input, Output, Rule, Table

__all__ = [
    "Decision",
    "DecisionModel",
    "Input",
    "Output",
    "Rule",
    "Table",
    "decide",
    "laid",
    "typed",
]
