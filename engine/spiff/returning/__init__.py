"""Going back to an earlier step: where to, what it would do, doing it, and what is left to do.

Source: decisions 150, 151 and 177.
"""

from engine.spiff.returning.doing import go_back
from engine.spiff.returning.goals import goals
from engine.spiff.returning.pending import go_on
from engine.spiff.returning.plan import Plan
from engine.spiff.returning.reopening import asked, reopening
from engine.spiff.returning.undoing import undoing

__all__ = ["Plan", "asked", "go_back", "go_on", "goals", "reopening", "undoing"]
