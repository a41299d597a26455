"""The joint review both engines are measured with: 50 nodes, eight departments at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engine.drawing import Drawing, timer

KEY = "joint"
DEPARTMENTS = range(8)
FORM = (Path(__file__).parent / "process/review.form").read_bytes()


@dataclass(frozen=True)
class Words:
    """How a dialect says what both engines are told.

    :param equal: a condition on an answer, with places for step, field and text.
    :param either: the word between conditions of which one suffices.
    :param duration: how a duration is written.
    """

    equal: str
    either: str
    duration: str


FEEL = Words('{}.{} = "{}"', " or ", "{}")
PYTHON = Words('{}["{}"] == "{}"', " or ", '"{}"')


def drawn(words: Words) -> Drawing:
    """Draw it: intake, a loop of correction, the departments, their lead, handing over."""
    told = "=" if words is FEEL else ""
    agreed = words.equal.format("leader", "opinion", "agree")
    whole = words.equal.format("formal", "opinion", "agree")
    against = words.either.join(
        words.equal.format(f"review_{n}", "opinion", "disagree") for n in DEPARTMENTS
    )
    it = Drawing(KEY).start().gateway("exclusive", "again").user("intake").user("formal")
    it.gateway("exclusive", "formal_ok", default="formal_ok_to_correct").user("correct")
    it.gateway("parallel", "split").gateway("parallel", "join")
    it.gateway("exclusive", "all_agree", default="all_agree_to_settled")
    it.user("coordinate").gateway("exclusive", "settled").user("opinion").user("leader")
    it.gateway("exclusive", "leader_ok", default="leader_ok_to_refused").end("refused")
    it.user("deliver").user("archive").end("granted")
    it.flow("start", "again", "intake", "formal", "formal_ok", "correct", "again")
    it.flow("formal_ok", "split", when=told + whole)
    for n in DEPARTMENTS:
        _department(it, n, words.duration.format("P10D"))
    it.flow("join", "all_agree", "settled", "opinion", "leader", "leader_ok", "refused")
    it.flow("all_agree", "coordinate", when=told + against).flow("coordinate", "settled")
    return it.flow("leader_ok", "deliver", when=told + agreed).flow("deliver", "archive", "granted")


def _department(it: Drawing, n: int, duration: str) -> None:
    """A department signs for the files and reviews them; a reminder hangs on its review."""
    it.user(f"sign_{n}").user(f"review_{n}", form="review").end(f"reminded_{n}")
    it.border(f"remind_{n}", f"review_{n}", timer(duration), interrupting=False)
    it.flow("split", f"sign_{n}", f"review_{n}", "join").flow(f"remind_{n}", f"reminded_{n}")


def walk() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the steps of a case with their answers: corrected once, one department against."""
    agree = {"opinion": "agree", "remarks": "符合要求。"}
    yield from (("intake", {}), ("formal", {"opinion": "disagree"}), ("correct", {}))
    yield from (("intake", {}), ("formal", agree))
    yield from ((f"sign_{n}", {}) for n in DEPARTMENTS)
    for n in DEPARTMENTS:
        yield f"review_{n}", agree | ({"opinion": "disagree"} if n == 5 else {})
    yield from (("coordinate", {}), ("opinion", agree), ("leader", agree))
    yield from (("deliver", {}), ("archive", {}))
