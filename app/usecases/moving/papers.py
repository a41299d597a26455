"""Papers a move produces: numbered, dated, and kept with everything that stands on them."""

from collections.abc import Mapping
from typing import Any

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.case.papers import Paper
from app.storage.ground.base import write_rows
from app.usecases import announcing
from app.usecases.moving import reasons
from app.usecases.moving.contents import DEFAULT_NOTICE, OVERRIDE_NOTICE, RECEIPT, content_of
from app.usecases.moving.moved import Moved
from app.usecases.moving.receiving import acted_on
from app.usecases.work import Work
from engine import Change
from engine.change import Paper as Produced
from engine.rules.opinions import REASON


def issue(moved: Moved) -> list[Fact]:
    """Write the papers of the steps that were passed; each case counts its own.

    A department whose silence or absence costs it its say is told so, where no step tells it.
    """
    rows = [_row(moved, paper, {}) for paper in (*moved.change.papers, *_undrawn(moved))]
    if any(row["kind"] == OVERRIDE_NOTICE for row in rows):
        _tell_who_objected(moved)
    return _write(moved.work, rows)


def _tell_who_objected(moved: Moved) -> None:
    """Tell departments that the lead does not follow their objection, and why.

    Source: decision 158.
    """
    session, answered = moved.work.session, moved.answered
    groups = [one.group for one in reasons.objections(session, moved.case.id)]
    said = {"reason": (answered.answers or {}).get(REASON, "") if answered else ""}
    announcing.to_groups(moved.work, moved.case, "notice.overridden", said, groups)


def _undrawn(moved: Moved) -> list[Produced]:
    silence = moved.silence
    if silence is None or silence.owed_on is None:
        return []
    drawn = any(paper.kind == DEFAULT_NOTICE for paper in moved.change.papers)
    step = moved.answered.step if moved.answered is not None else ""
    return [] if drawn else [Produced(DEFAULT_NOTICE, step)]


def hand_out(work: Work, case: Case, kind: str, said: Mapping[str, Any]) -> tuple[str, Fact]:
    """Write a paper that no step of the process produces, and return its number.

    :param said: what stands on it besides the case and its limits.
    """
    row = _row(Moved(work, case, Change()), Produced(kind, ""), said)
    (fact,) = _write(work, [row])
    return str(row["number"]), fact


def _write(work: Work, rows: list[dict[str, object]]) -> list[Fact]:
    write_rows(work.session, Paper, rows)
    return [Fact("paper.issued", str(row["step"]) or None, _named(row)) for row in rows]


def _named(row: Mapping[str, Any]) -> dict[str, object]:
    content = row["content"]
    titled = {name: content[name] for name in ("title", "title_en") if name in content}
    return {"kind": row["kind"], "number": row["number"], "digest": row["digest"], **titled}


def _row(moved: Moved, produced: Produced, said: Mapping[str, Any]) -> dict[str, object]:
    case, work = moved.case, moved.work
    case.papers += 1
    content = {**content_of(moved, produced), **said}
    return {
        "number": f"{case.number}-{case.papers:02d}",
        "case_id": case.id,
        "kind": produced.kind,
        "step": produced.step,
        "content": content,
        "digest": history.digest_of(content),
        "dated_on": work.today if produced.kind == RECEIPT else acted_on(work, case),
        "issued_at": work.now,
    }
