"""Expressions by chance: grown from the grammar, or broken by a few changes of their text.

``python -m tests.engine.feel.fuzzing COUNT SEED`` tries so many, prints those that fail and now and
then how many it has tried; a long run that is cut off has told what it found until then.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from random import Random

from engine import feel
from engine.feel import FeelError
from engine.feel.functions import BUILTINS

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SCOPE = {"x": 5, "a": {"b": [1, None, "t"]}, "list": [{"x": 1}, 2], "规模": "大型"}
CALLED = [
    sorted(name for name, ways in BUILTINS.items() if any(way.takes(count) for way in ways))
    for count in range(4)
]
VALUES = """
null true false 0 1 -1 2.5 0.1 99999999999 10**300 "" "a" "大型" "2026-01-31" "P1D" "(" [] {}
[1..3] ]1..3[ (..5) @"P1D" @"-P1M" @"2026-01-31" @"09:00:00" @"09:00:00+08:00" x a a.b list 规模
@"2026-01-31T09:00:00Z" @"2026-01-31T09:00:00@Asia/Shanghai" @"-999999999-01-01" item
"""
LITERALS = VALUES.split()
OPERATORS = ("+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or")
TYPES = ("number", "string", "date", "list<number>", "context<a: number>", "range<date>", "Any")
CHARACTERS = "()[]{}<>,.:?@\"'=+-*/|&# \n\t\\01eEPTZ年é\u0301\u00a0\u200b\ufeff\U0001f600\x00"
DEPTH, MOST_CHANGES, EVERY, MOST_TOLD, STRETCH = 4, 4, 3, 20, 100_000

SHAPES = (
    "(E O E)",
    "(E O E)",
    "-E",
    "N1(E)",
    "N2(E, E)",
    "N3(E, E, E)",
    "N0()",
    "[E, E]",
    "[E..E]",
    "(E..E]",
    "{a: E, b: E}",
    "(E).a",
    "(E)[E]",
    "(E)[item > E]",
    "(E between E and E)",
    "(E in (E, > E))",
    "(E instance of T)",
    "(if E then E else E)",
    "(for i in E return E)",
    "(for i in E..E, j in E return i O j)",
    "(some i in E satisfies E)",
    "(every i in E satisfies i O E)",
    "(function(a, b) E)(E, E)",
    "sort(E, function(a, b) a O b)",
)


def expressions(chance: Random) -> Iterator[str]:
    """Yield expressions without end; every third is broken."""
    while True:
        text = _grown(chance, chance.randint(1, DEPTH))
        yield _broken(chance, text) if chance.randrange(EVERY) == 0 else text


def _grown(chance: Random, depth: int) -> str:
    if depth == 0:
        return chance.choice(LITERALS)
    made = {f"N{count}": partial(chance.choice, names) for count, names in enumerate(CALLED)} | {
        "E": lambda: _grown(chance, chance.randrange(depth)),
        "O": lambda: chance.choice(OPERATORS),
        "T": lambda: chance.choice(TYPES),
    }
    return re.sub(r"\b(?:E|O|T|N\d)\b", lambda blank: made[blank[0]](), chance.choice(SHAPES))


def _broken(chance: Random, text: str) -> str:
    for _ in range(chance.randint(1, MOST_CHANGES)):
        at, until = sorted(chance.choices(range(len(text) + 1), k=2))
        piece = chance.choice(("", text[at:until] * 2, chance.choice(CHARACTERS), " "))
        text = text[:at] + piece + text[min(until, at + 3) :]
    return text


def fault(source: str) -> str | None:
    """Return what is wrong with how a text ends: neither a value nor a word of the language."""
    try:
        _tried(source)
    except Exception as error:  # whatever gets out of the language is the fault looked for
        return f"{source!r}: {type(error).__name__}: {error}"
    return None


def _tried(source: str) -> None:
    for read in (feel.compile, feel.unary_test):
        try:
            made = read(source)
        except FeelError as error:
            _require(1 <= error.column <= len(source) + 1, f"column {error.column}")
            continue
        if isinstance(made, feel.Expression):
            notes = made.diagnose(SCOPE, AT)[1]
            _require(all(note.placed and note.column <= len(source) for note in notes), f"{notes}")
        else:
            made.matches(5, SCOPE, AT)


def _require(holds: bool, told: str) -> None:
    if not holds:
        raise ValueError(told)


def main(count: int, seed: int) -> int:
    """Try so many; 1 when one of them fails."""
    texts, failed = islice(expressions(Random(seed)), count), 0
    for done in range(0, count, STRETCH):
        faults = [told for text in islice(texts, STRETCH) if (told := fault(text))]
        failed += len(faults)
        tried = f"{min(done + STRETCH, count):,} of {count:,}"
        told = f"{tried} expressions by chance, seed {seed}: {failed} failed"
        sys.stdout.write("\n".join([told, *faults[:MOST_TOLD]]) + "\n")
        sys.stdout.flush()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
