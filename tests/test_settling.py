"""What stays in memory goes into huge pages, where the system has them; else nothing happens."""

import ctypes
import gc
import subprocess
import sys
from pathlib import Path

import pytest

from app import settling
from app.settling import HUGE, settle, stretches
from tests.databases import ROOT

DETAILS = (
    "KernelPageSize:        4 kB",
    "Rss:                {used} kB",
    "VmFlags: rd wr mr mw me ac",
)


def mapping(line, size, used):
    """Return how ``/proc/self/smaps`` tells of a mapping, in the order the kernel tells it."""
    details = [each.format(used=used) for each in DETAILS]
    return [line, f"Size:               {size} kB", *details]


def first_address(line):
    return int(line.split("-")[0], 16)


HEAP = "563359e00000-56335a600000 rw-p 00000000 00:00 0        [heap]"
OWN = "7fd8ef000000-7fd8ef800000 rw-p 00000000 00:00 0 "


@pytest.mark.parametrize("line", [HEAP, OWN])
def test_what_a_process_has_made_goes_into_huge_pages(line):
    assert [*stretches(mapping(line, 8192, 8192))] == [(first_address(line), 4 * HUGE)]


@pytest.mark.parametrize(
    "line",
    [
        "7fd8ef000000-7fd8ef800000 r-xp 00000000 fe:00 77  /usr/lib/libsqlite3.so.0",
        "7fd8ef000000-7fd8ef800000 rw-s 00000000 fe:00 78  /srv/lianshen/lianshen.db-shm",
        "7fd8ef000000-7fd8ef800000 rw-p 00000000 fe:00 77  /usr/lib/libsqlite3.so.0",
        "7fd8ef000000-7fd8ef800000 rw-s 00000000 00:01 9   /dev/zero (deleted)",
        "7fd8ef000000-7fd8ef800000 ---p 00000000 00:00 0 ",
        "7fd8ef000000-7fd8ef800000 rw-p 00000000 00:00 0   [stack]",
    ],
)
def test_files_what_is_shared_and_stacks_stay_as_they_are(line):
    assert [*stretches(mapping(line, 8192, 8192))] == []


def test_only_whole_huge_pages_of_a_mapping_are_asked_for():
    line = "7fd8ef0ff000-7fd8ef701000 rw-p 00000000 00:00 0 "

    assert [*stretches(mapping(line, 6152, 6152))] == [(0x7FD8EF200000, 2 * HUGE)]


def test_a_mapping_without_a_whole_huge_page_is_passed_by():
    line = "7fd8ef0ff000-7fd8ef2ff000 rw-p 00000000 00:00 0 "

    assert [*stretches(mapping(line, 2048, 2048))] == []


def test_where_much_is_empty_nothing_is_filled_up():
    assert [*stretches(mapping(OWN, 8192, 7000) + mapping(HEAP, 8192, 7500))] == [
        (first_address(HEAP), 4 * HUGE)
    ]


def test_a_system_that_refuses_goes_on_as_before(monkeypatch):
    monkeypatch.setattr(settling, "MADV_COLLAPSE", 250)  # advice that no kernel knows
    kept = [str(number) for number in range(300_000)]

    settle()

    assert kept == [str(number) for number in range(300_000)]
    gc.unfreeze()


@pytest.mark.parametrize("fault", [OSError, AttributeError])
def test_a_system_without_any_of_it_goes_on_as_before(monkeypatch, fault):
    def lacking(*_):
        raise fault

    monkeypatch.setattr(ctypes, "CDLL", lacking)

    settle()

    gc.unfreeze()


SETTLED = """
from pathlib import Path
from app.settling import settle
kept = [str(number) for number in range(1_000_000)]
settle()
assert kept == [str(number) for number in range(1_000_000)]
lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
print(*(line.split()[1] for line in lines if line.startswith("AnonHugePages:")))
"""


def test_what_is_kept_is_the_same_in_huge_pages():
    told = subprocess.check_output([sys.executable, "-c", SETTLED], cwd=ROOT, text=True)

    kinds = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    assert int(told) > 0 or not kinds.exists()
