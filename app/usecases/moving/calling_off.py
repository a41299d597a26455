"""A case that ends leaves no meeting and no coordination behind; those concerned are told."""

from collections.abc import Sequence

from app.storage.case.history import Fact
from app.storage.joint import coordinations, meetings
from app.storage.joint.coordinations import OPEN
from app.storage.joint.meetings import VOID, Meeting
from app.usecases import announcing
from app.usecases.coordinating import climbing
from app.usecases.moving.moved import Moved
from engine.rules.deadlines import OFFICE_ZONE


def call_off(moved: Moved) -> list[Fact]:
    """Let planned meetings of a case that ends be held no more, nor its conflict coordinated."""
    work, case = moved.work, moved.case
    planned = meetings.planned(work.session, case.id)
    for one in planned:
        one.state, one.ended_at, one.changes = VOID, work.now, one.changes + 1
    _tell(moved, planned)
    open_ = [one for one in coordinations.of_case(work.session, case.id) if one.state == OPEN]
    ended = [climbing.end_void(work, case, one) for one in open_]
    return ended + [
        Fact("meeting.void", None, {"meeting": one.id, **_about(one)}) for one in planned
    ]


def _tell(moved: Moved, planned: Sequence[Meeting]) -> None:
    work, what = moved.work, "notice.meeting_void"
    invited = meetings.invited(work.session, [one.id for one in planned])
    rows = [
        announcing.row_of(work, moved.case, what, f"{one.id}:{group}")
        | {"group": group, "params": {"meeting": one.id, **_about(one)}}
        for one in planned
        for group in dict.fromkeys(row.group for row in invited[one.id])
    ]
    announcing.write(work, rows)


def _about(meeting: Meeting) -> dict[str, str]:
    return {
        "meeting_kind": meeting.kind,
        "begins_at": meeting.begins_at.astimezone(OFFICE_ZONE).isoformat(),
        "place": meeting.place,
    }
