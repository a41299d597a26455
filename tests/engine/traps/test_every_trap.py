"""Every known trap of SpiffWorkflow has a test that carries its number.

The traps were found by running SpiffWorkflow 3.2.0; decision 35 says why it is behind one door.
"""

import re
from pathlib import Path

TESTS = "".join(
    path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")
)
MOST = 40


def test_every_trap_has_a_test():
    named = re.findall(r"^def test_trap_(\d\d)(?:_and_(\d\d))?_", TESTS, re.MULTILINE)

    assert {int(number) for pair in named for number in pair if number} == set(range(1, MOST + 1))
