"""Attributes of rows, quick where they are read already: as nearly always."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute


class Loaded(InstrumentedAttribute[Any]):
    """An attribute that looks into the row first, and asks SQLAlchemy for what is not there."""

    __slots__ = ()
    inherit_cache = True

    def __get__(self, instance: Any, owner: Any) -> Any:
        if instance is None:
            return self
        try:
            return instance.__dict__[self.key]
        except KeyError:
            return super().__get__(instance, owner)


def quicken(base: type[DeclarativeBase]) -> None:
    """Let the attributes of all classes that come to stand on a base be such ones."""
    event.listen(base, "attribute_instrument", _quicken, propagate=True)


def _quicken(kind: type, key: str, attribute: InstrumentedAttribute[Any]) -> None:
    if attribute.impl.supports_population:  # what is read into a row lies there under its name
        attribute.__class__ = Loaded
