"""The files of cases: kept under their digest, of the types we take, under harmless names."""

from app.files.store import MEGABYTE, FileStore, Received, Room, TooLarge

__all__ = ["MEGABYTE", "FileStore", "Received", "Room", "TooLarge"]
