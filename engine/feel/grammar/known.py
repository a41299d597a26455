"""The names an expression knows from its surroundings."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

_NONE: frozenset[str] = frozenset()


@lru_cache(32)
def _same(names: frozenset[str]) -> frozenset[str]:
    return names


@dataclass(frozen=True, slots=True)
class Known:
    """Names of the surroundings, in layers.

    :param shared: one set for all expressions of a file, which may be large.
    :param own: those that what lies around an expression gives, such as parameters.
    :param parts: of values, which are names behind a dot and in filters alone.
    """

    shared: frozenset[str] = _NONE
    own: frozenset[str] = _NONE
    parts: frozenset[str] = _NONE

    @classmethod
    def of(cls, names: "Collection[str] | Known") -> "Known":
        """Return some names as those of the surroundings."""
        return names if isinstance(names, Known) else cls(frozenset(names))

    @classmethod
    def everywhere(cls, names: Collection[str], parts: Collection[str] = _NONE) -> Self:
        """Return what is known in a whole file; reading it again gives the very same set.

        Equal sets are compared name by name wherever they are looked up, the same one is not.
        """
        return cls(_same(frozenset(names)), parts=_same(frozenset(parts)))

    def within(self, names: Collection[str]) -> Self:
        """Return what is known where these names are given."""
        return type(self)(self.shared, self.own.union(names), self.parts)

    def __contains__(self, name: str) -> bool:
        return name in self.own or name in self.shared
