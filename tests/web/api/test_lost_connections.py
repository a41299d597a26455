"""The database goes away and comes back: nothing is done twice, nobody restarts (X16–X20)."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from tests.web.speaking import ACCEPT

pytestmark = pytest.mark.parametrize("databases", ["postgres"], indirect=True)

KILL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
SAID = "SELECT pg_terminate_backend(pg_backend_pid())"


@pytest.fixture
def kill(served):
    """Ends every connection of the office at the server, as a restart does."""
    database = served.extensions["parts"].database

    def end_all():
        with database.engine.connect() as connection:
            connection.execute(KILL)

    return end_all


@pytest.fixture
def when_locked(served):
    """Lets something happen to the next transactions that lock a case: ``when_locked(sql, 2)``."""
    engine, told = served.extensions["parts"].database.engine, []

    def happen(connection, _, statement, *__):
        if told and "FOR UPDATE" in statement:
            connection.exec_driver_sql(told.pop())

    event.listen(engine, "before_cursor_execute", happen)
    yield lambda sql, times: told.extend([sql] * times)
    event.remove(engine, "before_cursor_execute", happen)


def complete(clerk, case):
    return clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)


def answered(clerk, case):
    told = clerk.get(f"/cases/{case['number']}/history").json["items"]
    return [entry["what"] for entry in told].count("task.answered")


def test_after_the_server_ended_all_connections_the_office_goes_on(clerk, case, kill):
    kill()

    answers = [clerk.get(f"/cases/{case['number']}").status_code for _ in range(4)]

    assert set(answers) <= {200, 503}
    assert answers[-1] == 200


def test_a_deed_whose_connection_is_cut_before_the_commit_is_done_again(clerk, case, when_locked):
    when_locked(SAID, 1)

    assert complete(clerk, case).status_code == 200
    assert answered(clerk, case) == 1


@pytest.mark.parametrize("state", ["40001", "40P01", "55P03"])
def test_a_deed_that_lost_a_race_in_the_database_is_done_again(clerk, case, when_locked, state):
    when_locked(f"DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '{state}'; END $$", 2)

    assert complete(clerk, case).status_code == 200
    assert answered(clerk, case) == 1


def test_after_five_attempts_the_caller_is_told_to_come_back(clerk, case, when_locked):
    when_locked("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '55P03'; END $$", 5)

    answer = complete(clerk, case)

    assert (answer.status_code, answer.json["code"]) == (503, "database.away")
    assert answer.headers["Retry-After"] == "10"
    assert complete(clerk, case).status_code == 200


def test_a_lost_answer_to_a_commit_is_no_reason_to_do_it_twice(served, clerk, case):
    database = served.extensions["parts"].database

    def cut(_):
        event.remove(Session, "after_commit", cut)
        raise OSError

    event.listen(Session, "after_commit", cut)
    path, key = f"/tasks/{case['tasks'][0]['id']}/complete", {"Idempotency-Key": "answer-lost"}

    first = clerk.post(path, json=ACCEPT, headers=key).status_code
    second = clerk.post(path, json=ACCEPT, headers=key).status_code

    assert (first, second, answered(clerk, case)) == (500, 200, 1)
    database.let_go()
    assert database.engine.pool.checkedout() == 0


def test_a_database_that_only_reads_is_told_as_away(served, clerk, case):
    database = served.extensions["parts"].database
    with database.engine.connect() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
        connection.commit()
    database.close()

    assert complete(clerk, case).status_code == 503
    assert clerk.get(f"/cases/{case['number']}").status_code == 200
