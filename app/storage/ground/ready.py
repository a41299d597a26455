"""A statement as the driver takes it, and values made ready for it.

What SQLAlchemy compiles is kept; preparing each row as if it were a statement of its own costs
more than writing it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from app.storage.ground.batches import Kinds, Row, Rows

Values = tuple[Any, ...]
"""Of one row, in the order in which they stand in a statement."""
Make = Callable[[Any], Any]
"""Makes a value ready for the driver."""


class Ready(NamedTuple):
    """A statement, and how each row is placed in it.

    :param names: of the values in the order in which they stand.
    :param given: what is the same for every row, by name.
    :param makers: what makes the values of each row ready, by their places.
    """

    text: str
    names: tuple[str, ...]
    given: Mapping[str, Any]
    makers: tuple[tuple[int, Make], ...]

    def placed(self, row: Row) -> Values:
        """Return the values of one row as the driver takes them."""
        told = {**self.given, **row}
        values = [told[name] for name in self.names]
        for place, make in self.makers:
            if values[place] is not None:
                values[place] = make(values[place])
        return tuple(values)

    def all_placed(self, rows: Rows) -> list[Values]:
        """Return the values of many rows, column by column: much of them is alike."""
        columns: list[Iterable[Any]] = [
            repeat(self.given[name]) if name in self.given else [row[name] for row in rows]
            for name in self.names
        ]
        for place, make in self.makers:
            columns[place] = _made_ready(make, columns[place])
        return [*zip(*columns, strict=False)]  # what is the same for every row has no end


def _made_ready(make: Make, values: Iterable[Any]) -> list[Any]:
    """Make values ready; the same moment often stands in row after row."""
    last = made = None
    return [made if value is last else (made := make(last := value)) for value in values]


def ready(written: Insert | Update | Delete | Select[Any], kinds: Kinds, dialect: Dialect) -> Ready:
    """Return a statement, with the values in it that are the same for every row."""
    statement = written.compile(dialect=dialect)
    fixed = {name: bind for name, bind in statement.binds.items() if not bind.required}
    made = {name: _binding(bind.type, dialect) for name, bind in fixed.items()}
    given = {
        name: bind.value if (make := made[name]) is None else make(bind.value)
        for name, bind in fixed.items()
    }
    names = tuple(statement.positiontup or ())
    makers = {name: _binding(kind, dialect) for name, kind in kinds}
    placed = ((place, makers.get(name)) for place, name in enumerate(names))
    return Ready(
        statement.string, names, given, tuple((at, make) for at, make in placed if make is not None)
    )


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> Make | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)
