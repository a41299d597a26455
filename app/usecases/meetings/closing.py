"""A meeting is closed with its minutes: what was said, who came, and what counts for the absent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.clock import deadlines
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.storage.joint.meetings import ABSENT, CLOSED, PRESENT, Invitation, Meeting
from app.storage.office import departments
from app.usecases.meetings import absent, limits, telling
from app.usecases.meetings.attending import present
from app.usecases.meetings.picking import Held, pick_meeting
from app.usecases.moving import papers
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.rules.opinions import BY_PEOPLE, NEEDING_REASON
from engine.rules.silences import OF_SYSTEM

PAPERS = {"meeting": "JOINT_MINUTES", "survey": "JOINT_SURVEY"}
"""The paper that the minutes are, by the kind of meeting."""


@dataclass(frozen=True)
class Said:
    """What a department said at a meeting.

    :param opinion: one that people can give; nothing where it gives it at its own task.
    """

    opinion: str = ""
    words: str = ""


@dataclass(frozen=True)
class Minutes:
    """What is put down of a meeting.

    :param said: by the codes of the departments that were present.
    """

    text: str
    said: Mapping[str, Said] = field(default_factory=dict)


def close_meeting(work: Work, number: str, meeting_id: int, minutes: Minutes) -> Meeting:
    """Close a meeting: its minutes become a paper, and an absence counts where a step declares it.

    What is put down of a department answers no task of it: nobody answers in its place.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the case is decided, the meeting was held or called off, nobody noted who
        came, or too few did.
    :raises NotAllowed: they neither lead nor coordinate the case.
    :raises Invalid: there are no minutes, or an opinion that cannot be; with everything wrong.

    Source: facts 2.4.6 (纪要, 缺席默认); goal L19; decisions 183, 184.
    """
    held = pick_meeting(work, number, meeting_id)
    meeting, case = held.meeting, held.case
    _refuse_too_few(held)
    if faults := [*_faults(held.invited, minutes)]:
        raise Invalid("meeting.invalid", "Please correct what is marked.", faults)
    _keep(work, held, minutes)
    gone = [one.department for one in held.invited if one.attendance == ABSENT]
    deemed = absent.settle(work, held, gone)
    for one in held.invited:
        if one.department in deemed:
            one.opinion = OF_SYSTEM[absent.ABSENCE]
    meeting.paper, handed_out = papers.hand_out(
        work, case, PAPERS[meeting.kind], {"meeting": _content(work, case, held)}
    )
    telling.tell_invited(work, case, meeting, held.invited, telling.CLOSED)
    told = telling.fact(meeting, "closed", number=meeting.paper, deemed=deemed)
    write(work.session, case, [told, handed_out], work.actor, work.now)
    return meeting


def _refuse_too_few(held: Held) -> None:
    meeting, came = held.meeting, len(present(held.invited))
    if meeting.attended_at is None:
        raise Conflict("meeting.no_attendance", "Please note first who came.")
    if came < meeting.quorum:
        message = (
            "Too few came: %(came)s of the %(needed)s departments needed. Move the meeting, or "
            "call it off."
        )
        raise Conflict("meeting.no_quorum", message, came=came, needed=meeting.quorum)


def _faults(invited: Sequence[Invitation], minutes: Minutes) -> Iterator[Fault]:
    if not minutes.text.strip():
        yield Fault("minutes", "meeting.no_minutes", "Please write down what came of the meeting.")
    came = {one.department for one in present(invited)}
    for code, said in minutes.said.items():
        if code not in came:
            message = "This department was not present and said nothing."
            yield Fault(f"said.{code}", "meeting.not_present", message)
        if said.opinion and said.opinion not in {*BY_PEOPLE}:
            message = "This is no opinion a department can give."
            yield Fault(f"said.{code}.opinion", "meeting.opinion", message)
        elif said.opinion in {*NEEDING_REASON} and not said.words.strip():
            message = "An opinion that does not simply agree gives its reasons."
            yield Fault(f"said.{code}.words", "meeting.no_words", message)


def _keep(work: Work, held: Held, minutes: Minutes) -> None:
    meeting = held.meeting
    meeting.state, meeting.minutes = CLOSED, minutes.text.strip()
    meeting.ended_at, meeting.ended_by_name = work.now, work.actor.name
    for one in held.invited:
        said = minutes.said.get(one.department, Said())
        one.opinion, one.words = said.opinion or None, said.words.strip() or None
    limits.end(work, held.case, meeting, deadlines.MET)


def _content(work: Work, case: Case, held: Held) -> dict[str, Any]:
    """Return what stands in the minutes, kept as it is now."""
    meeting, names = held.meeting, departments.names(work.session)
    given = _given(work, case)
    return {
        "kind": meeting.kind,
        "begins_at": telling.here(meeting.begins_at),
        "place": meeting.place,
        "agenda": meeting.agenda,
        "held_by": names.get(case.lead_department, case.lead_department),
        "minutes": meeting.minutes,
        "quorum": meeting.quorum,
        "rows": [
            {
                "department": names.get(one.department, one.department),
                "attendance": one.attendance,
                "came": one.came or "",
                "reason": one.reply_reason or "" if one.attendance != PRESENT else "",
                "opinion": one.opinion or given.get(one.department, ""),
                "at_task": not one.opinion and one.department in given,
                "words": one.words or "",
            }
            for one in held.invited
        ],
    }


def _given(work: Work, case: Case) -> dict[str, str]:
    """Return the opinions that departments gave at their own tasks, the last of each.

    Which one it was is left out while somebody is asked who may not know the others' yet.
    """
    asked = case_tasks.of_case(work.session, case.id)
    secret = any(one.settings.get("others") == "hidden" for one in asked if not one.closed_at)
    closed = sorted((one.closed_at, one.id, one) for one in asked if _counts(one))
    return {
        str(one.department): "" if secret else str((one.answers or {})["opinion"])
        for _, _, one in closed
    }


def _counts(task: Task) -> bool:
    said = task.closed_at is not None and "opinion" in (task.answers or {})
    return said and "opinion" in task.settings and task.taken_back_at is None
