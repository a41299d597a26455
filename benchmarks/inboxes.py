"""Looking, finding and completing cost the same however many tasks are open."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import cycle
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

from app.storage.case import search_keys
from app.storage.case.cases import Case
from app.storage.clock.deadlines import Deadline
from app.storage.desk.tasks import Task
from app.storage.ground.base import Base, store
from app.storage.ground.database import Database
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.parts import Parts
from app.usecases.work import Work
from benchmarks import memory, office, walking
from benchmarks.goals import Row, slower
from benchmarks.office import Databases
from benchmarks.plan import Plan
from benchmarks.serving import OURS, started
from benchmarks.windows import Walk, Window, take
from engine.people import Actor

PAGE, STEP, NUMBER, NAME = "page", "step", "number", "name"
DEEDS = {
    PAGE: ("P8", "p95 of an inbox page (ms)", {"sqlite": 2.5, "postgres": 2.0}),
    STEP: ("P9", "p95 of a completed step (ms)", {"sqlite": 1.5, "postgres": 1.5}),
    NUMBER: ("find", "p95 of a case found by number (ms)", {"sqlite": 2.5, "postgres": 2.0}),
    NAME: ("find", "p95 of cases found by name or pinyin (ms)", {"sqlite": 2.5, "postgres": 2.0}),
}
"""What is done where many tasks are open: its goal, its words, and how much slower it may be."""
GROUPS, SHARE = 800, 20
"""So many groups are asked; one task in ``SHARE`` is of the group whose inbox is looked at."""
RARE, NAMED = 500, "滨江荷塘茶业有限公司"
"""One case in so many has an applicant of this name."""

YEAR, FIRST, CHECK = "1999-", 1_000_000, "-0"
"""Cases have numbers of a year of their own, written as the office's are, all equally long."""
CHUNK = 10_000

Walks = Mapping[str, Walk]


def measure(databases: Mapping[str, Databases], plan: Plan) -> Iterator[Row]:
    """Yield the rows of P8, P9 and P18, and of finding a case."""
    with ExitStack() as stack:
        places = [(kind, size) for kind in databases for size in plan.open_tasks]
        offices = {(kind, size): _office(stack, databases[kind], size) for kind, size in places}
        walks = {place: each for place, (each, _) in offices.items()}
        windows: dict[tuple[str, int, str], list[Window]] = {}
        for _ in range(plan.rounds):
            for (kind, size), each in walks.items():
                for deed, walk in each.items():
                    windows.setdefault((kind, size, deed), []).append(
                        _quiet(walk, plan.seconds if deed == STEP else plan.seconds / 2)
                    )
        taken = {
            kind: {size: memory.of_worker(offices[kind, size][1]) for size in plan.open_tasks}
            for kind in databases
        }
    yield from _slower(databases, plan, windows)
    yield from memory.rows(taken)


def _slower(
    databases: Mapping[str, Databases],
    plan: Plan,
    windows: Mapping[tuple[str, int, str], list[Window]],
) -> Iterator[Row]:
    smallest, *larger = plan.open_tasks
    for kind in databases:
        for deed, (goal, words, needed) in DEEDS.items():
            for size in larger:
                pair = (windows[kind, size, deed], windows[kind, smallest, deed])
                what = f"{words}, {kind}, {size:,} open tasks by {smallest:,}"
                yield slower(goal, what, pair, deed, needed[kind])


def _quiet(walk: Walk, seconds: float) -> Window:
    taken = take(walk, 1, seconds)
    return taken if not taken.noisy else take(walk, 1, seconds)


def _office(stack: ExitStack, databases: Databases, size: int) -> tuple[Walks, int]:
    """Return what is done in an office with so many open tasks, and the process that serves it."""
    url = stack.enter_context(databases.like("office", office.fill))
    open_tasks(url, size)
    tokens = office.let_in(url)
    port, server = stack.enter_context(started(OURS, url))
    numbers = cycle(_number(n) for n in range(2, size, 97))
    window = tokens["window"]
    walks: Walks = {
        PAGE: partial(walking.inbox, port, tokens["fire"]),
        STEP: partial(walking.ours, port, tokens),
        NUMBER: partial(walking.finding, port, window, NUMBER, numbers),
        NAME: partial(walking.finding, port, window, NAME, cycle((NAMED[2:4], "hetang"))),
    }
    return walks, server


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
        other = literal("other/") + cast(n % (GROUPS - 1), String)
        group = case((n % SHARE == 0, "fire/examiner"), else_=other)
        called = case((n % RARE == 0, NAMED), else_=literal("申请人") + named)
        id = _id(named, parts.database.is_sqlite)
        number = literal(YEAR) + cast(n + FIRST, String) + literal(CHECK)
        told = {"id": n, "number": number, "applicant_name": called}
        multiply(session, Case, numbers, told)
        multiply(session, Task, numbers, {"id": id, "case_id": n, "group": group})
        asked = case((n % SHARE == 0, "fire"), else_=literal("market_regulation"))
        limit = {"id": id, "case_id": n, "task_id": id, "asked": asked}
        multiply(session, Deadline, numbers, limit)
        _let_be_found(session, size)
        if not parts.database.is_sqlite:  # which goes on behind the highest by itself
            sequence = func.pg_get_serial_sequence('"case"', "id")
            session.execute(select(func.setval(sequence, size + 1)))
    with parts.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    parts.database.close()


def _let_be_found(session: Session, size: int) -> None:
    """Let every case be found by its number, and those with the rare name by that."""
    for n in range(2, size + 2):
        keys = search_keys.keys_of(_number(n), [] if n % RARE else [NAMED])
        search_keys.write(session, n, keys)
        if n % CHUNK == 0:
            store(session)
    store(session)


def _number(n: int) -> str:
    return f"{YEAR}{FIRST + n}{CHECK}"


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
