"""Diagrams of other products: what can safely be written anew before they are checked."""

from engine.importing.rewrite import Rewrite

__all__ = ["Rewrite", "rewrites", "rewritten"]


def rewrites(raw: bytes, file: str) -> tuple[Rewrite, ...]:
    """Return what would be written anew in a foreign diagram, in the order of the file.

    What finds it is loaded by whoever has a diagram to bring in.

    :raises Unsound: the file is no sound XML document, or none of BPMN.

    Source: decision record 207.
    """
    from engine.importing import rewriting

    return rewriting.rewrites(raw, file)


def rewritten(raw: bytes, found: tuple[Rewrite, ...]) -> bytes:
    """Return the file with these places written anew; every other byte stays as it is."""
    for start, end, text in sorted((edit for each in found for edit in each.edits), reverse=True):
        raw = raw[:start] + text + raw[end:]
    return raw
