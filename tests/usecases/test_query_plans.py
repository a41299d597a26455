"""What every request and every tick asks is found by an index, however many cases there are."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.storage.case import case_lists, cases, history, holding
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import due_limits, due_soon, reminders, silences
from app.storage.clock.deadlines import Deadline
from app.storage.desk import case_tasks, inbox, loads, tasks, waiting
from app.storage.desk.inbox import Wanted
from app.storage.desk.inbox_filters import Only, Shown
from app.storage.ground.base import write_rows
from app.storage.ground.database import Database
from app.storage.office import signins
from app.storage.office.signins import Signin
from app.storage.post import jobs
from app.storage.post.jobs import Job
from app.storage.post.notices import Notice
from app.usecases.parts import Parts
from benchmarks import inboxes
from benchmarks import office as measured
from benchmarks.counting import counted
from tests import office

MANY, FEWER = 30_000, 3_000
GROWING = "case|task|job|deadline|history|signin|notice|application|paper|search_key"
READS_ALL = re.compile(rf"(SCAN|Seq Scan on) \"?({GROWING})\"?( |$)")
WALKS = re.compile(r"Index Scan Backward using pk_case|SCAN case")
SORTS = re.compile(r"TEMP B-TREE|Sort")
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SEVEN = str(UUID(bytes=b"0000000000000007"))

SOME = range(1, 201)
LIMITS = [Deadline(case_id=number, id=SEVEN) for number in SOME]
HEADS = [
    (Case(id=number, revision=1, history_length=1, history_head=""), [Fact("x")])
    for number in SOME[:1]
]

DONE_JOB = {
    **dict.fromkeys(("case_number", "step", "process", "type"), "x"),
    **dict.fromkeys(("headers", "inputs"), {}),
    **dict.fromkeys(("retries", "left", "attempts"), 1),
    **dict.fromkeys(("take_at", "begun_at", "ended_at"), NOW),
    "state": jobs.DONE,
}

TOLD = {
    **dict.fromkeys(("case_id", "case_number", "person_id")),
    "what": "notice.overdue",
    "written_at": NOW,
}

QUESTIONS = {
    "who is there": lambda session, _: signins.recognise(session.connection(), "token"),
    "tasks to claim": lambda session, who: inbox.listed(session, who, Wanted()),
    "my tasks": lambda session, who: inbox.listed(session, who, Wanted("mine")),
    "tasks done": lambda session, who: inbox.listed(session, who, Wanted("done")),
    "tasks near their limit": lambda session, who: inbox.listed(
        session, who, Wanted("near", until=NOW + timedelta(days=3))
    ),
    "tasks returned": lambda session, who: inbox.listed(session, who, Wanted("returned")),
    "tasks delegated": lambda session, who: inbox.listed(session, who, Wanted("delegated")),
    "tasks snoozed": lambda session, who: inbox.listed(session, who, Wanted("snoozed", at=NOW)),
    "tasks whose clock stands": lambda session, who: inbox.listed(session, who, Wanted("paused")),
    "late tasks of an item": lambda session, who: inbox.listed(
        session, who, Wanted(only=Only(item="enterprise_setup", shown=Shown("red", NOW)))
    ),
    "tasks of a name": lambda session, who: inbox.listed(session, who, Wanted(only=Only(q="清荷"))),
    "tasks of a company": lambda session, who: inbox.listed(
        session, who, Wanted(only=Only(q="荷塘"))
    ),
    "cases of a name": lambda session, who: case_lists.listed(
        session, who, case_lists.Wanted(q="hqh")
    ),
    "how many cases of a name": lambda session, who: case_lists.counted(
        session, who, case_lists.Wanted(q="清荷"), 1000
    ),
    "cases of a number or a name with one": lambda session, who: case_lists.listed(
        session, who, case_lists.Wanted(q="99")
    ),
    "tasks of a number or a name with one": lambda session, who: inbox.listed(
        session, who, Wanted(only=Only(q="99"))
    ),
    "how many tasks": lambda session, who: inbox.counts(session, who, NOW, NOW),
    "what waits for me": lambda session, who: waiting.counts(session, who, NOW, decides=True),
    "what my department has to meet": lambda session, who: due_soon.listed(
        session, who, due_soon.Wanted("department", until=NOW + timedelta(days=900))
    ),
    "what is due of what I hold": lambda session, who: due_soon.listed(
        session, who, due_soon.Wanted("mine")
    ),
    "what is due of what I see": lambda session, who: due_soon.listed(
        session, who, due_soon.Wanted("seen")
    ),
    "what a supervisor sees to be due": lambda session, who: due_soon.listed(
        session, replace(who, sees_all=True), due_soon.Wanted("seen", after=(NOW, SEVEN))
    ),
    "whose clock stands": lambda session, who: due_soon.listed(
        session, who, due_soon.Wanted("department", stands=True)
    ),
    "the limits of what I do": lambda session, who: due_soon.in_hand(session, who, 50),
    "what is due": lambda session, _: due_limits.anywhere(session, NOW),
    "what is due before a deed": lambda session, _: due_limits.nearest(session.connection(), "B7"),
    "what is due of a case": lambda session, _: due_limits.of_case(session, 7, NOW),
    "what to remind of": lambda session, _: reminders.waiting(session, NOW, 200),
    "what many cases have due": lambda session, _: due_limits.of_cases(session, SOME, NOW),
    "many cases nobody holds": lambda session, _: holding.hold_free(session, SOME),
    "the tasks of many limits": lambda session, _: tasks.of_ids(session, [SEVEN] * 200),
    "many limits to claim": lambda session, _: due_limits.claim(session, LIMITS, NOW),
    "a chain to lengthen": lambda session, who: history.write_each(session, HEADS, who, NOW),
    "what machines are to do": lambda session, _: jobs.due(session, NOW),
    "the jobs of a case": lambda session, _: jobs.unfinished(session, 7),
    "a case under its lock": lambda session, _: holding.hold(session, SEVEN),
    "the tasks of a case": lambda session, _: case_tasks.open_of_cases(session, [7]),
    "the load of departments": lambda session, _: loads.loads(session, ["fire", "tax"], NOW),
    "the tasks behind a load": lambda session, _: loads.listed(
        session, loads.Wanted("fire", loads.NOBODY, "overdue", (NOW, SEVEN)), NOW
    ),
    "the running cases one leads": lambda session, _: case_lists.led(
        session, ["market_regulation"], None, 20
    ),
    "every task of some cases": lambda session, _: case_tasks.of_cases(session, SOME),
    "the silences of some cases": lambda session, _: silences.of_cases(session, SOME),
    "a case by number": lambda session, _: cases.by_number(session, "B7"),
}


def crowd(url):
    measured.fill(url)
    inboxes.open_tasks(url, MANY)
    signin = {"kind": "applicant", "opened_at": NOW, "expires_at": NOW}
    database = Database(url)
    with database.writing() as session:
        write_rows(session, Signin, [signin | {"token_hash": str(n)} for n in range(FEWER)])
        groups = (f"{n}/examiner" for n in range(FEWER))
        write_rows(session, Notice, [TOLD | {"key": one, "group": one} for one in groups])
        write_rows(session, Job, [DONE_JOB | {"id": str(n), "case_id": n} for n in range(1, FEWER)])
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    database.close()


@pytest.fixture
def plan_of(databases):
    """Tells how a question is answered in an office with thousands of open tasks."""
    with databases.like("crowded", crowd) as url:
        parts = Parts(Database(url))

        def explain(question):
            who = office.actor_of(parts, "fire")
            with parts.database.reading() as session, counted() as said:
                question(session, who)
                return [line for asked in list(said.statements) for line in plan(session, *asked)]

        yield explain
        parts.database.close()


def plan(session, statement, parameters):
    connection = session.connection()
    word = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    one = parameters[0] if isinstance(parameters, list) else parameters  # said once for each row
    rows = connection.exec_driver_sql(f"{word} {statement}", one)
    return [str(row[-1]).strip() for row in rows]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_table_that_grows_is_read_whole(plan_of, question):
    lines = plan_of(QUESTIONS[question])

    assert lines != []
    assert [line for line in lines if READS_ALL.search(line)] == []


def test_the_list_of_cases_is_read_in_its_order_and_not_sorted(plan_of):
    lines = plan_of(lambda session, who: case_lists.listed(session, who, case_lists.Wanted()))

    assert [line for line in lines if SORTS.search(line)] == []


def test_a_number_is_found_by_its_key_and_not_by_going_through_the_cases(plan_of):
    lines = plan_of(lambda session, who: case_lists.listed(session, who, case_lists.Wanted(q="99")))

    assert [line for line in lines if WALKS.search(line)] == []
