"""Going back to an earlier step: where to, what it would do, doing it, and what is left to do.

Source: decisions 150, 151 and 177.
"""

from engine.spiff.returning.doing import go_back
from engine.spiff.returning.goals import goals
from engine.spiff.returning.pending import go_on
from engine.spiff.returning.refusing import planned
from engine.spiff.returning.reopening import asked, reopening
from engine.spiff.returning.undoing import undoing

__all__ = ["asked", "go_back", "go_on", "goals", "planned", "reopening", "undoing"]
