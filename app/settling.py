"""What is loaded when a process has begun stays: it is no garbage, and it lies close together.

Source: docs/decisions/0227-what-stays-lies-in-huge-pages.md.
"""

import ctypes
import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

MADV_COLLAPSE = 25  # Linux 6.1; an older one refuses, and all stays as it is
HUGE = 2 * 1024 * 1024
"""Bytes of a huge page, where pages have 4 KiB."""
FULL = 0.9
"""Where less of a stretch is in memory, what is empty would be filled up."""


def settle() -> None:
    """Let the collector look past what is loaded by now, and put it into huge pages.

    A step touches some four thousand small pages here and there, and to find where a page lies
    costs more than what is read of it. Nothing depends on it: another system goes on as before.
    """
    gc.freeze()  # looking for garbage in it again and again costs a third
    try:
        with Path("/proc/self/smaps").open(encoding="utf-8", errors="replace") as described:
            found = [*stretches(described)]
        advise = ctypes.CDLL(None).madvise
    except (OSError, AttributeError):
        return
    for begin, length in found:
        advise(ctypes.c_void_p(begin), ctypes.c_size_t(length), MADV_COLLAPSE)


def stretches(smaps: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where memory of this process that is in use could lie in huge pages.

    :param smaps: lines as in ``/proc/self/smaps``.
    :returns: addresses and lengths in bytes, multiples of a huge page.
    """
    size, within = 0, None
    for line in smaps:
        name, *words = line.split()
        if name == "Size:":
            size = int(words[0])
        elif name == "Rss:" and within is not None and int(words[0]) >= FULL * size:
            yield within
        elif not name.endswith(":"):
            within = _whole(name) if _own(words) else None


def _own(words: list[str]) -> bool:
    """Whether a mapping holds what the process has made: no file, none shared, none of code."""
    rights, _, _, inode, *path = words
    return rights == "rw-p" and inode == "0" and path in ([], ["[heap]"])


def _whole(addresses: str) -> tuple[int, int] | None:
    begin, end = (int(address, 16) for address in addresses.split("-"))
    first = -(-begin // HUGE) * HUGE
    length = (end - first) // HUGE * HUGE
    return (first, length) if length > 0 else None
