"""Decision models: DMN 1.1 to 1.5, read safely and evaluated with our own FEEL."""

from engine.feel.decisions.deciding import Answers, answers, decide
from engine.feel.decisions.model import Decision, DecisionModel
from engine.feel.decisions.tables import Input, Output, Rule, Table
from engine.feel.decisions.typed import laid, typed

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
