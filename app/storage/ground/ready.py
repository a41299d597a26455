"""A statement as the driver takes it, and values made ready for it.

What SQLAlchemy compiles is kept; preparing each row as if it were a statement of its own costs
more than writing it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from app.storage.ground.batches import Kinds, Rows

Make = Callable[[Any], Any]
"""Makes a value ready for the driver."""


class Ready(NamedTuple):
    """A statement, and how each row is placed in it.

    :param names: of the values in the order in which they stand; none where they go by name.
    :param makers: what makes the values of each row ready, by their names.
    :param given: what is the same for every row.
    """

    text: str
    names: tuple[str, ...] | None
    makers: tuple[tuple[str, Make | None], ...]
    given: Mapping[str, Any]

    def placed(self, rows: Rows) -> Sequence[Any]:
        """Return the values of each row as the driver takes them: in order, or by name."""
        values: dict[str, Iterable[Any]] = {name: repeat(of) for name, of in self.given.items()}
        for name, make in self.makers:
            own = [row[name] for row in rows]
            values[name] = own if make is None else [*_made_ready(make, own)]
        if self.names is not None:
            columns = [values[name] for name in self.names]
            return [*zip(*columns, strict=False)]  # what is the same for every row has no end
        each = zip(*values.values(), strict=False)
        return [dict(zip(values, one, strict=True)) for one in each]


def _made_ready(make: Make, values: Iterable[Any]) -> Iterator[Any]:
    """Make values ready; the same moment often stands in row after row."""
    last = ready = object()
    for value in values:
        if value is not last:
            last, ready = value, make(value)
        yield ready


def ready(written: Insert | Update | Select[Any], kinds: Kinds, dialect: Dialect) -> Ready:
    """Return a statement, with the values in it that are the same for every row."""
    statement = written.compile(dialect=dialect)
    fixed = {name: bind for name, bind in statement.binds.items() if not bind.required}
    made = {name: _binding(bind.type, dialect) for name, bind in fixed.items()}
    given = {
        name: bind.value if (make := made[name]) is None else make(bind.value)
        for name, bind in fixed.items()
    }
    names = None if statement.positiontup is None else tuple(statement.positiontup)
    makers = tuple((name, _binding(kind, dialect)) for name, kind in kinds)
    return Ready(statement.string, names, makers, given)


def _binding(kind: TypeEngine[Any], dialect: Dialect) -> Make | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)
