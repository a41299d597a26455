"""Letters: notices on their way out of the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, post_load, validate

from app.i18n import said
from app.shapes.base import Moment, Shape, text
from app.shapes.paging import Page
from app.storage.ground.leased import FAILED
from app.storage.office import people
from app.storage.post import notices
from app.storage.post.letters import STATES, UNSENT, Letter, Wanted
from app.usecases.letters.habits import Habit
from app.usecases.letters.notice_file import CHANNELS
from app.usecases.work import Work

UNFINISHED = (*UNSENT, FAILED)


@dataclass(frozen=True)
class SeenLetter:
    """A letter as administrators see it: neither where it goes nor what it says.

    :param to: the name of its receiver; none for the applicant.
    """

    letter: Letter
    notice: str
    habit: Habit | None
    to: str | None


def seen(work: Work, rows: Sequence[Letter]) -> list[SeenLetter]:
    """Return letters with what their notices are about and whom they are for."""
    kinds = notices.kinds(work.session, [row.notice_id for row in rows])
    known = people.by_id(work.session, {row.person_id for row in rows if row.person_id})
    habits = work.notices.habits
    return [
        SeenLetter(
            letter=row,
            notice=kinds[row.notice_id],
            habit=habits.get(kinds[row.notice_id]),
            to=known[row.person_id].name if row.person_id else None,
        )
        for row in rows
    ]


def error_of(letter: Letter) -> str | None:
    """Return what the last try came to, in the reader's language."""
    return said(letter.error) if letter.error else None


class LetterView(Shape):
    """A letter; neither where it goes nor what it says is kept."""

    id = fields.Integer(attribute="letter.id", required=True)
    case = fields.String(attribute="letter.case_number", required=True)
    notice = fields.String(required=True)
    channel = fields.String(
        attribute="letter.channel", required=True, validate=validate.OneOf(CHANNELS)
    )
    to = fields.String(required=True, allow_none=True)
    state = fields.String(attribute="letter.state", required=True, validate=validate.OneOf(STATES))
    attempts = fields.Integer(attribute="letter.attempts", required=True)
    error = fields.Function(
        lambda seen: error_of(seen.letter), metadata={"type": ["string", "null"]}
    )
    written_at = Moment(attribute="letter.written_at", required=True)
    ended_at = Moment(attribute="letter.ended_at", required=True, allow_none=True)
    incident = fields.Integer(attribute="letter.held_by", required=True, allow_none=True)


class LettersWanted(Page):
    """Which letters are asked for; without a state, all that have not left."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    channel = fields.String(load_default=None, validate=validate.OneOf(CHANNELS))
    case = text(40, load_default=None)

    @post_load
    def read(self, wanted: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the page as the storage wants it, beside what was asked."""
        states = (wanted["state"],) if wanted["state"] else UNFINISHED
        letters = Wanted(states, wanted["channel"], wanted["case"])
        after = wanted["after"][0] if wanted["after"] else None
        return wanted | {"letters": letters, "after": after}
