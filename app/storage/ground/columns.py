"""Kinds of columns that need few bytes; in Python they are ordinary texts and dictionaries."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Boolean, LargeBinary, TypeDecorator, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from app.storage.ground.packing import pack, read, unpack

_DASHED = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
"""An id as all of ours are written: it needs no parser."""
Written = Callable[[Any], Any]
Read = Callable[[Any], Any] | None
"""What makes a value what the driver takes, and of what it tells the value.

Kinds of our own say both themselves: SQLAlchemy would hand each value on to the kind they rest on,
which has nothing left to do with it.
"""


class Id(TypeDecorator[str]):
    """An id of ours: 16 bytes instead of 36 characters. Text that is no id is no row's id."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(Uuid() if postgres else LargeBinary(16))

    def bind_processor(self, dialect: Dialect) -> Written:
        return _id_in_bytes if dialect.name == "sqlite" else _id_in_words

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        # PostgreSQL tells it in words, as its connections are asked to.
        return _id_of_bytes if dialect.name == "sqlite" else None


class Hash(TypeDecorator[str]):
    """A digest: raw bytes instead of hexadecimal digits."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Written:
        return lambda value: None if value is None else bytes.fromhex(value)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        return lambda value: None if value is None else value.hex()


class PackedText(TypeDecorator[str]):
    """A text that is read as a whole and never searched."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Written:
        return lambda value: None if value is None else pack(value)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        return lambda value: None if value is None else unpack(value)


class Packed(TypeDecorator[dict[str, Any]]):
    """A document that is read as a whole and never searched."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Written:
        return lambda value: None if value is None else pack(orjson.dumps(value).decode())

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        return lambda value: None if value is None else read(value)


class PackedAlike(Packed):
    """A packed document that many rows have alike: packed and read once, and never changed."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Written:
        return lambda value: None if value is None else _pack_once(orjson.dumps(value))

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        return lambda value: None if value is None else dict(_read_once(value))


@lru_cache(256)
def _pack_once(document: bytes) -> bytes:
    return pack(document.decode())


@lru_cache(256)
def _read_once(value: bytes) -> Any:
    return read(value)


class names_any(FunctionElement[bool]):
    """Whether a list kept as JSON names one of some codes: ``names_any(column, *codes)``."""

    type = Boolean()
    inherit_cache = True


@compiles(names_any, "sqlite")
def _in_sqlite(element: names_any, compiler: SQLCompiler, **given: Any) -> str:
    named, *codes = (compiler.process(clause, **given) for clause in element.clauses)
    among = f"WHERE value IN ({', '.join(codes)})"
    return f"EXISTS (SELECT 1 FROM json_each({named}) {among})"  # noqa: S608 - compiled clauses


@compiles(names_any, "postgresql")
def _in_postgresql(element: names_any, compiler: SQLCompiler, **given: Any) -> str:
    named, *codes = (compiler.process(clause, **given) for clause in element.clauses)
    return f"jsonb_exists_any({named}, ARRAY[{', '.join(codes)}]::text[])"


def canonical(value: str) -> str:
    """Return an id as it is read, however it was written; text that is no id stays as it is.

    >>> canonical("00000000000000000000000000000007")
    '00000000-0000-0000-0000-000000000007'
    """
    return str(_uuid(value) or value)


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value is not None else None
    except ValueError:
        return None


def _id_in_bytes(value: str | None) -> bytes | None:
    if value is None:
        return None
    if _DASHED.fullmatch(value):
        return bytes.fromhex(value.replace("-", ""))
    read = _uuid(value)
    return read.bytes if read else None


def _id_in_words(value: str | None) -> str | UUID | None:
    if value is None or _DASHED.fullmatch(value):
        return value
    return _uuid(value)


def _id_of_bytes(value: bytes | None) -> str | None:
    if value is None:
        return None
    hexed = value.hex()
    return f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"
