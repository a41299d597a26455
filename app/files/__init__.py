"""The files of cases: kept under their digest, of the types we take, under harmless names."""

from app.files.store import MEGABYTE, FileStore, Received, Room, TooLarge
from app.files.types import TAKEN

__all__ = ["MEGABYTE", "TAKEN", "FileStore", "Received", "Room", "TooLarge"]
