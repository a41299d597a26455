"""What noise cannot move: statements and commits by kind of deed, bytes of a completed case."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app import create_app
from benchmarks import office
from benchmarks.counting import Said, counted
from benchmarks.goals import Row
from benchmarks.office import Databases
from tests.databases import opened

MOST = {"hand in": 8, "complete a task": 10, "inbox page": 3}


@dataclass
class Programs:
    """The people of the office, speaking with the app in this process."""

    client: Any
    tokens: Mapping[str, str]

    def call(self, method: str, path: str, username: str, body: Any = None) -> tuple[Any, Said]:
        """Return what was answered, and what was said to the database meanwhile."""
        proof = {"Authorization": f"Bearer {self.tokens[username]}"}
        with counted() as said:
            answer = self.client.open(f"/api/v1{path}", method=method, json=body, headers=proof)
        if answer.status_code >= 300:
            raise RuntimeError(f"{path}: {answer.status} {answer.text}")
        return answer.json, said

    def walk(self) -> Iterator[tuple[str, Said]]:
        """Take one case from hand-in to its end."""
        case, said = self.call("POST", "/cases", "window", office.HAND_IN)
        yield "hand in", said
        while case["tasks"]:
            task = case["tasks"][0]
            username, answers = office.STEPS[task["step"]]
            path = f"/tasks/{task['id']}/complete"
            case, said = self.call("POST", path, username, {"answers": answers})
            yield "complete a task", said


def measure(databases: Mapping[str, Databases]) -> Iterator[Row]:
    """Yield the rows of P6: whole requests, with sign-in and passed limits.

    :raises RuntimeError: a deed was not committed exactly once.
    """
    for kind, made in databases.items():
        with made.like("office", office.fill) as url, tempfile.TemporaryDirectory() as folder:
            app = create_app({"DATABASE_URL": url, "LIANSHEN_DATA": folder})
            programs = Programs(app.test_client(), office.let_in(url))
            said = _said(programs)
            app.extensions["parts"].database.close()
        for deed, each in said.items():
            most = max(map(len, each))
            raw = {"each": [float(len(one)) for one in each]}
            what = f"statements, whole request, {kind}: {deed}"
            yield Row("P6", what, most, None, most, MOST[deed], raw=raw)


def _said(programs: Programs) -> dict[str, list[Said]]:
    for _ in programs.walk():
        pass  # the first case reads what is kept in memory from then on
    said: dict[str, list[Said]] = {}
    for deed, each in programs.walk():
        if each.commits != 1:
            raise RuntimeError(f"{deed}: {each.commits} commits")
        said.setdefault(deed, []).append(each)
    said["inbox page"] = [programs.call("GET", "/tasks", "window")[1]]
    return said


def stored_bytes(url: str) -> int:
    """Return how large the tables of a database are, with indexes and without what was deleted.

    What PostgreSQL notes for itself to plan by is no part of a case and left out.
    Nobody works in it afterwards: PostgreSQL would read tables whole that it was told are empty,
    which is not how an office begins.
    """
    vacuum, size = SQLITE if url.startswith("sqlite") else POSTGRES
    with opened(url).execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(vacuum)
        return int(connection.exec_driver_sql(size).scalar_one())


SQLITE = (
    "VACUUM",
    "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
)
POSTGRES = (
    "VACUUM FULL",
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
)
