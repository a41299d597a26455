"""Letters: notices on their way out of the house."""

from types import SimpleNamespace

from marshmallow import fields, validate

from app.i18n import told
from app.shapes.paging import Page
from app.storage.letters import FAILED, STATES, UNSENT, Letter

UNFINISHED = (*UNSENT, FAILED)


def error_of(letter: Letter) -> str | None:
    """Return what the last try came to, in the reader's language."""
    return told(SimpleNamespace(**letter.error)) if letter.error else None


class LettersWanted(Page):
    """Which letters are asked for; without a state, all that have not left."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
