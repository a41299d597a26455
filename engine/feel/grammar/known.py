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
    """Names of the surroundings, in two layers.

    :param shared: one set for all expressions of a file, which may be large.
    :param own: the parameters of the functions around an expression.
    """

    shared: frozenset[str] = _NONE
    own: frozenset[str] = _NONE

    @classmethod
    def of(cls, names: "Collection[str] | Known") -> "Known":
        """Return some names as those of the surroundings."""
        return names if isinstance(names, Known) else cls(frozenset(names))

    @classmethod
    def everywhere(cls, names: Collection[str]) -> Self:
        """Return what is known in a whole file; reading it again gives the very same set.

        Equal sets are compared name by name wherever they are looked up, the same one is not.
        """
        return cls(_same(frozenset(names)))

    def within(self, names: Collection[str]) -> Self:
        """Return what is known in a function of these parameters."""
        return type(self)(self.shared, self.own.union(names))

    def __contains__(self, name: str) -> bool:
        return name in self.own or name in self.shared
