"""A page of an inbox costs the same however many tasks are open: small and large side by side."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from typing import Any

from sqlalchemy import (
    Integer,
    LargeBinary,
    String,
    Uuid,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.storage.base import Base
from app.storage.cases import Case
from app.storage.database import Database
from app.storage.deadlines import Deadline
from app.storage.tasks import Task
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.parts import Parts
from app.usecases.work import Work
from benchmarks import office, walking
from benchmarks.goals import Row, slower
from benchmarks.office import Databases
from benchmarks.plan import Plan
from benchmarks.serving import OURS, served
from benchmarks.windows import Window, take
from engine.people import Actor

NEEDED = 2.0
GROUPS = 20
"""One task in so many is asked of the group whose inbox is looked at."""


def measure(databases: Mapping[str, Databases], plan: Plan) -> Iterator[Row]:
    """Yield the rows of P8."""
    with ExitStack() as stack:
        walks = {
            (kind, size): _walk(stack, databases[kind], size)
            for kind in databases
            for size in plan.open_tasks
        }
        windows: dict[tuple[str, int], list[Window]] = {key: [] for key in walks}
        for _ in range(plan.rounds):
            for key, walk in walks.items():
                windows[key].append(_quiet(walk, plan))
    smallest, *larger = plan.open_tasks
    for kind in databases:
        for size in larger:
            pair = (windows[kind, size], windows[kind, smallest])
            what = f"p95 of an inbox page (ms), {kind}, {size:,} open tasks by {smallest:,}"
            yield slower("P8", what, pair, "page", NEEDED)


def _quiet(walk: Any, plan: Plan) -> Window:
    taken = take(walk, 1, plan.seconds / 2)
    return taken if not taken.noisy else take(walk, 1, plan.seconds / 2)


def _walk(stack: ExitStack, databases: Databases, size: int) -> Any:
    url = stack.enter_context(databases.like("office", office.fill))
    open_tasks(url, size)
    token = office.let_in(url)["fire"]
    port = stack.enter_context(served(OURS, url))
    return partial(walking.inbox, port, token)


def open_tasks(url: str, size: int) -> None:
    """Write so many cases with one open task and one running limit each, all like the first."""
    parts = Parts(Database(url))
    with parts.database.writing() as session:
        work = Work(session, Actor("applicant", "申请人"), parts)
        applying.submit(work, HandIn(**office.HAND_IN))
    with parts.database.writing() as session:
        numbers = select(literal(2, Integer).label("n")).cte("numbers", recursive=True)
        numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n <= size))
        n, named = numbers.c.n, cast(numbers.c.n, String)
        group = case((n % GROUPS == 0, "fire/examiner"), else_=literal("other/") + named)
        id = _id(named, parts.database.is_sqlite)
        multiply(session, Case, numbers, {"id": n, "number": literal("B") + named})
        multiply(session, Task, numbers, {"id": id, "case_id": n, "group": group})
        asked = case((n % GROUPS == 0, "fire"), else_=literal("market_regulation"))
        limit = {"id": id, "case_id": n, "task_id": id, "asked": asked}
        multiply(session, Deadline, numbers, limit)
        if not parts.database.is_sqlite:  # which goes on behind the highest by itself
            sequence = func.pg_get_serial_sequence('"case"', "id")
            session.execute(select(func.setval(sequence, size + 1)))
    with parts.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    parts.database.close()


def _id(digits: Any, sqlite: bool) -> Any:
    """Return the id that is made of a number's digits."""
    if sqlite:
        return cast(func.printf("%016d", digits), LargeBinary)
    return cast(func.encode(cast(func.lpad(digits, 16, "0"), LargeBinary), "hex"), Uuid)


def multiply(session: Session, kind: type[Base], numbers: Any, other: Mapping[str, Any]) -> None:
    """Copy the first row of a table once for every number, but for the columns that differ."""
    table = kind.metadata.tables[kind.__tablename__]
    columns = [other.get(column.name, column).label(column.name) for column in table.columns]
    first = select(table.c.id).limit(1).scalar_subquery()
    rows = select(*columns).select_from(table).join(numbers, true()).where(table.c.id == first)
    session.execute(insert(table).from_select([*table.columns.keys()], rows))
