"""What an editor may offer while an expression is written."""

from engine.checks.completing.completing import completions
from engine.checks.completing.offers import Offer

__all__ = ["Offer", "completions"]
