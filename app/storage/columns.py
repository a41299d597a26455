"""Kinds of columns that need few bytes; in Python they are ordinary texts and dictionaries."""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import LargeBinary, TypeDecorator, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from app.storage.packing import pack, unpack


class Id(TypeDecorator[str]):
    """An id of ours: 16 bytes instead of 36 characters. Text that is no id is no row's id."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(Uuid() if postgres else LargeBinary(16))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        read = _uuid(value)
        return read.bytes if read and dialect.name == "sqlite" else read

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return str(value if isinstance(value, UUID) else UUID(bytes=value))


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
        return None if value is None else dict(orjson.loads(unpack(value)))


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value is not None else None
    except ValueError:
        return None
