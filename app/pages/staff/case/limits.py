"""The limits of a case as its page shows them: what counts first, what is over folded away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.pages.showing import labelled
from app.pages.staff.case.history.teller import Teller
from app.pages.words import word
from app.pages.words.limits import LIMITS
from app.shapes.case.seen import SeenLimit, seen_limits
from app.storage.case import promises
from app.storage.case.cases import Case
from app.storage.case.promises import PROMISED_MATERIAL
from app.storage.clock.deadlines import OPEN, REPLACED, UNASKED, Deadline
from app.usecases.counting.dates import PROMISED, STATUTORY
from app.usecases.moving import periods
from app.usecases.work import Work
from engine.rules.lights import Light


@dataclass(frozen=True)
class Limit:
    """One limit of a case or of a step.

    :param about: the step, or the promised material, that it is for.
    """

    id: str
    kind: str
    name: str
    about: str
    who: str
    due_on: date | None
    due_at: datetime
    state: str
    basis: str | None
    provisional: bool
    light: Light
    days_left: int | None


@dataclass(frozen=True)
class Limits:
    """The two limits of the case and what runs; and what is over."""

    shown: list[Limit]
    over: list[Limit]


def limits(work: Work, case: Case, rows: Sequence[Deadline], teller: Teller) -> Limits:
    """Return the limits of a case in words; when cards fall is not for everybody to see.

    :param rows: its deadlines.
    """
    promised = _promised(work, case, rows)
    told = [
        (one.limit, _limit(one, teller, limit_name(work, case, one.limit.kind), promised))
        for one in seen_limits(work, sorted(rows, key=_order))
        if one.limit.kind not in UNASKED
    ]
    return Limits(
        [limit for row, limit in told if _counts(row)],
        [limit for row, limit in told if not _counts(row)],
    )


def limit_name(work: Work, case: Case, kind: str) -> str:
    """Return what a kind of limit is called: by the office's words, else as its period says."""
    return word(kind, "limit") if kind in LIMITS else periods.named(work, case).get(kind, kind)


def _promised(work: Work, case: Case, rows: Sequence[Deadline]) -> dict[str, str]:
    """Return what was promised by limits; nothing is looked up where no limit is of a promise."""
    if not any(row.kind == PROMISED_MATERIAL for row in rows):
        return {}
    return {one.limit_id: one.name for one in promises.of_case(work.session, case.id)}


def _order(row: Deadline) -> tuple[int, datetime]:
    first = (PROMISED, STATUTORY)
    return (first.index(row.kind) if row.kind in first else len(first)), row.due_at


def _counts(row: Deadline) -> bool:
    of_case = row.kind in (PROMISED, STATUTORY)
    return row.state in OPEN or (of_case and row.state != REPLACED)


def _limit(seen: SeenLimit, teller: Teller, name: str, promised: Mapping[str, str]) -> Limit:
    row, step = seen.limit, teller.steps.named(seen.limit.step or "")
    return Limit(
        row.id,
        row.kind,
        name,
        labelled(step, "name") if step else promised.get(row.id, ""),
        teller.asked(row.task_id or row.beside),
        row.due_on,
        row.due_at,
        row.state,
        row.basis,
        row.provisional,
        seen.light,
        seen.days_left,
    )
