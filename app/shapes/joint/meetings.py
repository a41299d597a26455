"""Joint meetings and surveys: what is sent and what is answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.paging import Cursor, Page, key_of_moment, place_in_time
from app.storage.case.cases import Case
from app.storage.joint import meetings
from app.storage.joint.meetings import Invitation, Meeting, Wanted
from app.usecases.work import Work
from engine.rules.meetings import KINDS
from engine.rules.opinions import BY_PEOPLE


@dataclass(frozen=True)
class SeenMeeting:
    """A meeting with its case and everybody invited."""

    meeting: Meeting
    case: Case
    invited: Sequence[Invitation]


class MeetingWanted(Shape):
    """A meeting that is called."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    place = text(200, required=True)
    begins_at = Moment(required=True)
    agenda = text(2000, required=True)
    departments = fields.List(text(60), required=True, validate=validate.Length(1, 60))
    people = fields.List(text(100), load_default=list, validate=validate.Length(max=100))


class ReplySent(Shape):
    """Whether a department comes; a reason where it does not."""

    comes = fields.Boolean(required=True)
    reason = text(500, least=0, load_default="")


class MoveSent(Shape):
    """Where and when instead, and why."""

    place = text(200, required=True)
    begins_at = Moment(required=True)
    reason = text(500, required=True)


class CancelSent(Shape):
    """Why a meeting does not take place."""

    reason = text(500, required=True)


class AttendanceSent(Shape):
    """Who came: departments with the names of their people, and those with a valid reason."""

    present = fields.Dict(keys=fields.String(), values=text(500, least=0), required=True)
    excused = fields.List(text(60), load_default=list)


class SaidSent(Shape):
    """What a department said at a meeting."""

    opinion = fields.String(load_default="", validate=validate.OneOf(["", *BY_PEOPLE]))
    words = text(2000, least=0, load_default="")


class MinutesSent(Shape):
    """The minutes of a meeting, and what each department present said."""

    minutes = text(10000, required=True)
    said = fields.Dict(keys=fields.String(), values=fields.Nested(SaidSent), load_default=dict)


class InvitationView(Shape):
    """A department that is invited."""

    department = fields.String(required=True)
    reply = fields.String(required=True, allow_none=True)
    reason = fields.String(attribute="reply_reason", required=True, allow_none=True)
    replied_at = Moment(required=True, allow_none=True)
    attendance = fields.String(required=True, allow_none=True)
    came = fields.String(required=True, allow_none=True)
    opinion = fields.String(required=True, allow_none=True)
    words = fields.String(required=True, allow_none=True)


class MeetingView(Shape):
    """A joint meeting or survey of a case."""

    id = fields.Integer(attribute="meeting.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    kind = fields.String(attribute="meeting.kind", required=True, validate=validate.OneOf(KINDS))
    state = fields.String(attribute="meeting.state", required=True)
    place = fields.String(attribute="meeting.place", required=True)
    begins_at = Moment(attribute="meeting.begins_at", required=True)
    agenda = fields.String(attribute="meeting.agenda", required=True)
    people = fields.List(fields.String(), attribute="meeting.people", required=True)
    quorum = fields.Integer(attribute="meeting.quorum", required=True)
    reason = fields.String(attribute="meeting.reason", required=True, allow_none=True)
    called_by = fields.String(attribute="meeting.called_by_name", required=True)
    invited = fields.List(fields.Nested(InvitationView), required=True)
    attended_at = Moment(attribute="meeting.attended_at", required=True, allow_none=True)
    minutes = fields.String(attribute="meeting.minutes", required=True, allow_none=True)
    paper = fields.String(attribute="meeting.paper", required=True, allow_none=True)
    ended_at = Moment(attribute="meeting.ended_at", required=True, allow_none=True)


class MeetingsWanted(Page):
    """Which meetings are asked for: of one's departments or all one may see; to come or over."""

    scope = fields.String(load_default="mine", validate=validate.OneOf(["mine", "seen"]))
    over = fields.Boolean(load_default=False)
    after = Cursor(str, str, load_default=None)


def wanted_of(sent: dict[str, Any]) -> Wanted:
    """Return what is asked for.

    :raises ValidationError: the cursor carries no place in the list.
    """
    place = place_in_time(sent["after"])
    if place is not None and not place[1].isdecimal():
        raise ValidationError({"after": ["Send what “next” of the page before said."]})
    after = (place[0], int(place[1])) if place else None
    return Wanted(sent["scope"], sent["over"], after, sent["limit"])


def seen_meetings(work: Work, rows: Iterable[tuple[Meeting, Case]]) -> list[SeenMeeting]:
    """Return meetings with everybody invited."""
    both = [*rows]
    invited = meetings.invited(work.session, [meeting.id for meeting, _ in both])
    return [SeenMeeting(meeting, case, invited[meeting.id]) for meeting, case in both]


def key_of(seen: SeenMeeting) -> list[Any]:
    """Return what the next page goes on after, as a cursor carries it."""
    return key_of_moment(seen.meeting.begins_at, str(seen.meeting.id))
