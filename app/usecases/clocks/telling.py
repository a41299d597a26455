"""What is told of a clock: that it stands, goes on, or got longer."""

from collections.abc import Sequence
from typing import Any

from app.storage.case.cases import Case
from app.usecases import announcing
from app.usecases.work import Work

Moves = Sequence[tuple[str, str, str]]
"""What ends on another day than before: what it is, that day, and the one it ends on now."""


def paused(work: Work, case: Case, pause_id: int, ground: str, moves: Moves) -> None:
    """Tell the applicant that the clock stands, and when it all ends if it stands as planned."""
    told = {"ground": ground, **_moved(moves)}
    announcing.to_party(work, case, "notice.paused", f"{pause_id}", told)


def resumed(work: Work, case: Case, pause_id: int, ground: str, moves: Moves) -> None:
    """Tell the applicant that the clock goes on, and which dates that moves."""
    told = {"ground": ground, **_moved(moves)}
    announcing.to_party(work, case, "notice.resumed", f"{pause_id}", told)


def extended(work: Work, case: Case, working_days: int, moves: Moves) -> None:
    """Tell the applicant that the limit is longer, and when it ends now."""
    told = {"days": working_days, **_moved(moves)}
    announcing.to_party(work, case, "notice.extended", "extension", told)


def overrun(work: Work, case: Case, pause_id: int, group: str, ground: str) -> None:
    """Tell who leads the case that a pause lasts longer than planned."""
    row = announcing.row_of(work, case, "notice.overrun", f"{pause_id}")
    announcing.write(work, [row | {"group": group, "params": {"ground": ground}}])


def _moved(moves: Moves) -> dict[str, Any]:
    return {"moves": [list(one) for one in moves]} if moves else {}
