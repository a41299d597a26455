"""What the benchmarks make of what they measured."""

import os

from benchmarks import days, memory
from benchmarks.windows import Window


def test_a_day_is_six_steps_a_case_with_the_most_clients():
    """P15: handing in is paid for by the time that no step was done meanwhile."""
    slow, fast = Window(1.0, taken={"step": [0.1] * 60}), Window(1.0, taken={"step": [0.1] * 240})

    (row,) = days.rows({"postgres": {1: [slow], 4: [fast, slow, fast]}})

    assert (row.goal, row.ours, row.need, row.verdict) == ("P15", 40.0, 35.0, "ok")


def test_memory_is_that_of_the_largest_worker_and_what_it_grew_by():
    """P18: the most and the least of the sizes, with the windows between them as raw values."""
    large, grown = memory.rows({"sqlite": {1_000: 80.0, 100_000: 90.0, 1_000_000: 104.0}})

    assert (large.ours, large.need, large.verdict) == (104.0, 130.0, "ok")
    assert (grown.ours, grown.need, grown.verdict) == (24.0, 20.0, "missed")


def test_the_memory_of_a_process_is_read():
    assert 10 < memory.of_worker(os.getpid()) < 2_000
