"""Every row A, B and C of the abuse list is tested here, or where its rule is tested."""

import re
from pathlib import Path

import pytest

from tests.databases import ROOT

HERE = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
ELSEWHERE = {
    "A37": ("abuse/test_markup.py", "test_G01_words_are_shown_as_words_on_every_page"),
    "B20": ("engine/feel/test_patterns.py", "test_no_pattern_runs_for_ever"),
    "B21": ("engine/run/test_states.py", "test_a_state_of_a_newer_release_is_refused"),
    "C10": ("engine/rules/test_counting.py", "test_a_limit_ends_on_the_day_the_law_gives"),
    "C11": (
        "engine/rules/test_deadlines.py",
        "test_what_comes_after_hours_is_received_on_the_next_working_day_t_23",
    ),
    "C12": ("engine/rules/test_deadlines.py", "test_a_pause_cannot_end_before_it_starts_c_12"),
    "C13": (
        "engine/rules/test_conduct.py",
        "test_an_extension_is_given_once_in_time_and_within_the_law_art_42",
    ),
}
LAST = {"A": 41, "B": 21, "C": 14}
ROWS = [f"{letter}{n:02}" for letter, last in LAST.items() for n in range(1, last + 1)]


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_a_test_that_carries_its_number_or_is_named_here(row):
    if row not in ELSEWHERE:
        assert re.search(rf'def test_{row}_|"{row}["\s]', HERE), row
        return
    file, name = ELSEWHERE[row]
    assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
