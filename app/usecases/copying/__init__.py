"""Copying: a case is passed on to be read, by people who are not asked about it."""

from app.usecases.copying.addressing import MOST, Receiver
from app.usecases.copying.reading import read
from app.usecases.copying.revoking import may_revoke, revoke
from app.usecases.copying.sending import Wish, may_send, send

__all__ = ["MOST", "Receiver", "Wish", "may_revoke", "may_send", "read", "revoke", "send"]
