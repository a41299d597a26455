"""What process files must satisfy before they are published: an allow-list in four layers.

What is said of files is at hand everywhere; what reads them is loaded by whoever has files.
"""

from collections.abc import Mapping

from engine.checks.findings import Finding, Rule, one_line, said
from engine.checks.known import Called, Item, Known

__all__ = [
    "Called",
    "Finding",
    "Item",
    "Known",
    "Rule",
    "called",
    "check",
    "one_line",
    "said",
    "unkept",
]


def check(files: Mapping[str, bytes], *, known: Known | None = None) -> tuple[Finding, ...]:
    """Return everything that is wrong with the files of a process, in the order of the files.

    Any bytes give findings, never an error. Without findings of severity ``error`` the files
    may be published.

    :param files: the bytes by name; the name is only told back and tells the kind of file.
    :param known: what exists around the process. Without it the files are checked alone:
        what they name and do not contain is only a warning.
    """
    from engine.checks import layers

    return layers.check(files, known)


def unkept(files: Mapping[str, bytes], item: Item) -> tuple[Finding, ...]:
    """Return which limits of the steps of a published process do not fit the limits of an item.

    Source: Administrative Licensing Law, Art. 42; facts L3.
    """
    from engine.checks import layers

    return layers.unkept(files, item)


def called(files: Mapping[str, bytes]) -> Called:
    """Return what processes that call these files must know of them."""
    from engine.checks import layers

    return layers.called(files)
