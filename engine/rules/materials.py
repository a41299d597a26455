"""Materials: which versions an opinion saw, and which of them were replaced since."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol, TypeVar


class Version(Protocol):
    """One version of one file.

    :ivar replaces: the id of the version it took the place of, where it did.
    """

    id: str
    added_at: datetime
    replaces: str | None


V = TypeVar("V", bound=Version)


def renewed(versions: Iterable[V], seen_at: datetime) -> list[V]:
    """Return the newest version of every file of which an older one was seen at a moment.

    A file that only came later was not seen; it takes nothing away from what was said.

    Source: features C7; docs/decisions/0186-an-opinion-is-bound-to-what-it-saw.md.
    """
    known = list(versions)
    seen = {one.id for one in known if one.added_at <= seen_at}
    after = {one.replaces: one for one in known if one.replaces is not None}
    crossing = (after[one.id] for one in known if one.id in seen and one.id in after)
    return [newest(one, after) for one in crossing if one.id not in seen]


def newest(version: V, after: dict[str, V]) -> V:
    """Return the end of the chain of versions that begins with one.

    :param after: the version that took the place of another, by the id of that other.
    """
    *_, last = _chain(version, after)
    return last


def _chain(version: V, after: dict[str, V]) -> Iterator[V]:
    following: V | None = version
    while following is not None:
        yield following
        following = after.get(following.id)
