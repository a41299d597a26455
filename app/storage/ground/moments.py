"""Moments: aware in Python, in UTC wherever they are stored."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, TypeDecorator
from sqlalchemy.engine import Dialect

from app.storage.ground.columns import Read, Written

WRITTEN = len("2026-01-30 09:00:00.000000")
"""How long a moment is as SQLite keeps it, without what says that it is UTC."""


class UtcTime(TypeDecorator[datetime]):
    """An aware moment; stored in UTC, refused without a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What is read back from a row that was folded into text."""
        return datetime

    def bind_processor(self, dialect: Dialect) -> Written:
        return _as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        # PostgreSQL tells an aware one, in the time zone its connections are asked for.
        return _of_text if dialect.name == "sqlite" else None


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a stored moment needs a time zone")
    return value.astimezone(UTC)


@lru_cache(256)
def _as_text(value: datetime | None) -> str | None:
    moment = _in_utc(value)
    return None if moment is None else moment.isoformat(" ", "microseconds")[:WRITTEN]


def _of_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")
