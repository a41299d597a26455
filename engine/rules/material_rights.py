"""Which departments a material is for."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

READERS, SENDERS = "readers", "senders"
"""Under what an item names the departments that may read a material, or hand it in."""
Departments = Mapping[str, frozenset[str]]
"""The departments a material is for, by its code; one that is not named is for everybody."""


def named(listed: Iterable[Mapping[str, Any]], right: str, lead: str) -> Departments:
    """Return which departments have a right to the materials of a list; the lead has every one.

    Source: features C6.

    >>> listed = [{"code": "plan", "readers": ["fire"]}, {"code": "lease"}]
    >>> {code: sorted(some) for code, some in named(listed, READERS, "market").items()}
    {'plan': ['fire', 'market']}
    """
    return {
        one["code"]: frozenset((*one[right], lead)) for one in listed if one.get(right) is not None
    }


def may(rights: Departments, code: str, departments: Collection[str]) -> bool:
    """Whether somebody of some departments has a right to a material.

    >>> rights = {"plan": frozenset({"fire", "market"})}
    >>> may(rights, "plan", {"tax"}), may(rights, "plan", {"fire"}), may(rights, "lease", {"tax"})
    (False, True, True)
    """
    return code not in rights or bool(rights[code].intersection(departments))
