"""Backups: a whole office in one file, and an office again from that file."""

from app.backups.making import make
from app.backups.restoring import Restored, restore

__all__ = ["Restored", "make", "restore"]
