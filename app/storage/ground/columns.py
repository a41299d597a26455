"""Kinds of columns that need few bytes; in Python they are ordinary texts and dictionaries."""

import re
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

WRITTEN, _HEX = 36, re.compile("[0-9a-fA-F]{32}")
"""How long an id is as it is written, and what is left of it without dashes."""


class Id(TypeDecorator[str]):
    """An id of ours: 16 bytes instead of 36 characters. Text that is no id is no row's id."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(Uuid() if postgres else LargeBinary(16))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        in_bytes = dialect.name == "sqlite"
        digits = value.replace("-", "")
        if len(value) == WRITTEN and _HEX.fullmatch(digits):  # as all of ours are: no parser
            return bytes.fromhex(digits) if in_bytes else value
        read = _uuid(value)
        return read.bytes if read and in_bytes else read

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if isinstance(value, bytes):
            hexed = value.hex()
            return f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"
        return None if value is None else str(value)


class Hash(TypeDecorator[str]):
    """A digest: raw bytes instead of hexadecimal digits."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else value.hex()


class PackedText(TypeDecorator[str]):
    """A text that is read as a whole and never searched."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else pack(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else unpack(value)


class Packed(TypeDecorator[dict[str, Any]]):
    """A document that is read as a whole and never searched."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes | None:
        return None if value is None else pack(orjson.dumps(value).decode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else dict(read(value))


class PackedAlike(Packed):
    """A packed document that many rows have alike: read once, and what is in it never changed."""

    cache_ok = True

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else dict(_read_once(value))


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
