"""The joint board of thirty departments: how long it takes, asking no more than that of three."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app import create_app
from app.commands.speaking import OPERATOR
from app.signin import TOKEN
from app.storage.ground.database import Database
from app.storage.office.departments import Department
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.parts import Parts
from app.usecases.processes import designing
from app.usecases.work import Work
from benchmarks import office
from benchmarks.counting import counted
from benchmarks.goals import Row
from benchmarks.office import Databases
from benchmarks.plan import Plan
from tests.engine.drawing import Drawing, loop
from tests.usecases import drawing

FEW, MANY = 3, 30
SECOND = 1000.0
ALIKE = 1.0


@dataclass(frozen=True)
class Reader:
    """Somebody of the lead department, in a browser."""

    client: Any

    def read(self, number: str) -> tuple[float, int]:
        """Return the milliseconds of a board, and how many statements it asked."""
        with counted() as said:
            begun = time.perf_counter()
            answer = self.client.get(f"/cases/{number}/board")
            taken = 1000 * (time.perf_counter() - begun)
        if answer.status_code != 200:
            raise RuntimeError(f"the board of {number}: {answer.status}")
        return taken, len(said)


def measure(databases: Mapping[str, Databases], plan: Plan) -> Iterator[Row]:
    """Yield how long a board of thirty departments takes, and its statements by those of three."""
    for kind, made in databases.items():
        with made.like("office", office.fill) as url, tempfile.TemporaryDirectory() as folder:
            few, many = (_case(url, departments) for departments in (FEW, MANY))
            app = create_app({"DATABASE_URL": url, "LIANSHEN_DATA": folder})
            reader = Reader(app.test_client())
            with reader.client.session_transaction() as session:
                session[TOKEN] = office.let_in(url)["approver"]
            reader.read(few)  # what is kept in memory from then on
            asked = reader.read(few)[1]
            read = [reader.read(many) for _ in range(plan.rounds)]
            app.extensions["parts"].database.close()
        times, statements = [one[0] for one in read], max(one[1] for one in read)
        what = f"ms of a joint board, {kind}, {MANY} departments"
        raw = {"each": times}
        slowest = max(times)
        yield Row("L4", what, slowest, None, slowest, SECOND, best=min(times), raw=raw)
        what = f"statements of a joint board, {kind}, {MANY} departments by {FEW}"
        yield Row("L4", what, statements, asked, statements / asked, ALIKE)


def _case(url: str, departments: int) -> str:
    """Return the number of a case that asks so many departments at once."""
    parts, key = Parts(Database(url)), f"joint_{departments}"
    codes = [f"joint_department_{number:02}" for number in range(departments)]
    with parts.database.writing() as session:
        for code in codes:
            session.merge(Department(code=code, name=code))
        session.add(drawing.item(key))
        session.flush()
        files = drawing.files_of(_drawn(key, codes))
        designing.publish(Work(session, OPERATOR, parts), files)
    with parts.database.writing() as session:
        party = {"name": "何清荷", "phone": "13805710001"}
        case, _ = applying.submit(Work(session, OPERATOR, parts), HandIn(key, party, {}))
        number = str(case.number)
    parts.database.close()
    return number


def _drawn(key: str, codes: list[str]) -> Drawing:
    """Draw a joint review: everybody at once, then the lead."""
    listed = ", ".join(f'"{code}"' for code in codes)
    asked = loop(f"=[{listed}]", output="opinions", result="=opine.opinion")
    it = Drawing(key).start()
    it.user("opine", '=department + "/examiner"', form="answer", loop=asked, limit="5")
    it.user("decide", "market_regulation/approver", form="answer", limit="5")
    return it.end("granted", milestone="decided").flow("start", "opine", "decide", "granted")
