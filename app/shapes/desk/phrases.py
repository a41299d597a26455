"""Phrases as programs send and see them."""

from marshmallow import fields

from app.shapes.base import Moment, Shape, text
from app.storage.desk.asking import person_id_of
from app.storage.desk.phrases import Phrase
from app.usecases.people.phrasing import LONGEST
from app.usecases.work import Work


class PhraseSent(Shape):
    """A phrase to keep; ``department``: whose people use it, too; ``everybody``: all do."""

    department = text(100, load_default=None, allow_none=True)
    everybody = fields.Boolean(load_default=False)
    text = text(LONGEST, required=True)


class PhraseView(Shape):
    """A phrase that is kept; ``own``: by whoever asks."""

    id = fields.Integer(required=True)
    text = fields.String(required=True)
    department = fields.String(required=True, allow_none=True)
    everybody = fields.Boolean(required=True)
    own = fields.Boolean(required=True)
    saved_at = Moment(required=True)


def seen_phrase(work: Work, row: Phrase) -> dict[str, object]:
    """Return a phrase as the actor sees it."""
    return {
        "id": row.id,
        "text": row.text,
        "department": row.department,
        "everybody": row.everybody,
        "own": row.person_id == person_id_of(work.actor),
        "saved_at": row.saved_at,
    }
