"""Papers a move produces: numbered, dated, and kept with everything that stands on them."""

from app.storage import history
from app.storage.base import write_rows
from app.storage.history import Fact
from app.storage.papers import Paper
from app.usecases.moving.contents import content_of
from app.usecases.moving.moved import Moved
from engine.change import Paper as Produced


def issue(moved: Moved) -> list[Fact]:
    """Write the papers of the steps that were passed; each case counts its own."""
    rows = [_row(moved, paper) for paper in moved.change.papers]
    write_rows(moved.work.session, Paper, rows)
    return [
        Fact(
            "paper.issued",
            str(row["step"]),
            {"kind": row["kind"], "number": row["number"], "digest": row["digest"]},
        )
        for row in rows
    ]


def _row(moved: Moved, produced: Produced) -> dict[str, object]:
    case, work = moved.case, moved.work
    case.papers += 1
    content = content_of(moved, produced)
    return {
        "number": f"{case.number}-{case.papers:02d}",
        "case_id": case.id,
        "kind": produced.kind,
        "step": produced.step,
        "content": content,
        "digest": history.digest_of(content),
        "dated_on": work.today,
        "issued_at": work.now,
    }
