"""Decision models: DMN 1.1 to 1.5, read safely and evaluated with our own FEEL."""

from engine.feel.decisions.deciding import Answers, answers, decide, laid, typed
from engine.feel.decisions.model import Decision, DecisionModel
from engine.feel.decisions.tables import Input, Output, Rule, Table

__all__ = [
    "Answers",
    "Decision",
    "DecisionModel",
    "Input",
    "Output",
    "Rule",
    "Table",
    "answers",
    "decide",
    "laid",
    "typed",
]
