"""Wishes: where somebody is reached, and which notices leave the house for them."""

from typing import Any

from marshmallow import fields

from app.shapes.base import Shape, text
from app.storage.office.people import Person
from app.usecases.letters.notice_file import CHANNELS, EMAIL, SMS
from app.usecases.work import Work


class ByChannel(Shape):
    """Kinds of notices, by the channel they leave by."""

    email = fields.List(fields.String(), required=True)
    sms = fields.List(fields.String(), required=True)


class WishesView(Shape):
    """Where one is reached, what one wishes, and what leaves the house at last.

    ``by`` is null while one does as the office does; ``wanted`` is what applies then, too.
    """

    email = fields.String(required=True)
    phone = fields.String(required=True)
    by = fields.Nested(ByChannel, required=True, allow_none=True)
    wanted = fields.Nested(ByChannel, required=True)


class WishesSent(Shape):
    """All of one's wishes; ``by`` null or left out does as the office does."""

    email = text(254, least=0, load_default="")
    phone = text(40, least=0, load_default="")
    by = fields.Nested(ByChannel, load_default=None, allow_none=True)


def seen_wishes(work: Work, person: Person) -> dict[str, Any]:
    """Return somebody's wishes as they are shown."""
    rules = work.notices
    wanted = {habit.code: rules.wanted(person.wishes, habit.code) for habit in rules.of_staff}
    return {
        "email": person.email,
        "phone": person.phone,
        "by": person.wishes and {EMAIL: [], SMS: []} | person.wishes,
        "wanted": {
            channel: [code for code, by in wanted.items() if channel in by] for channel in CHANNELS
        },
    }
