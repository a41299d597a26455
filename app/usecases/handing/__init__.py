"""Handing: a task comes to somebody else, for good or until the answer is prepared."""

from app.usecases.handing.assigning import assign
from app.usecases.handing.delegating import delegate, recall, resolve
from app.usecases.handing.receivers import Wish
from app.usecases.handing.transferring import transfer

__all__ = ["Wish", "assign", "delegate", "recall", "resolve", "transfer"]
