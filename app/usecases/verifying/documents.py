"""I5: every document that is stored packed can still be read."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, select, type_coerce

from app.storage.ground.base import Base
from app.storage.ground.columns import Packed, PackedText
from app.storage.ground.packing import Damaged
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Read every packed document of every table."""
    for table in Base.metadata.sorted_tables:
        packed = [one for one in table.columns if isinstance(one.type, Packed | PackedText)]
        if packed:
            yield from _of(work, table, packed)


def _of(work: Work, table: Table, packed: Sequence[Column[Any]]) -> Iterator[Breach]:
    key = [*table.primary_key.columns]
    raw = [type_coerce(column, LargeBinary) for column in packed]
    rows = work.session.execute(select(*key, *raw).execution_options(yield_per=500))
    for row in rows:
        where = f"{table.name} {'/'.join(str(value) for value in row[: len(key)])}"
        for column, stored in zip(packed, row[len(key) :], strict=True):
            if not _sound(work, column, stored):
                yield Breach("I5", where, f"its {column.name} cannot be read")


def _sound(work: Work, column: Column[Any], stored: bytes | None) -> bool:
    read: Any = column.type.result_processor(work.session.get_bind().dialect, None)
    try:
        read(stored)
    except Damaged:
        return False
    return True
