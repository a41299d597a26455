"""Diagrams of other products: what can safely be written anew before they are checked."""

from engine.importing.rewrite import Rewrite
from engine.importing.rewriting import rewrites, rewritten

__all__ = ["Rewrite", "rewrites", "rewritten"]
