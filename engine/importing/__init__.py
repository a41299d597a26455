"""Diagrams of other products: what can safely be written anew before they are checked."""

from engine.importing.rewriting import Rewrite, rewrites, rewritten

__all__ = ["Rewrite", "rewrites", "rewritten"]
