"""What operators type: load, publish, demo, serve's safety."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import migrating, schema
from app.config import Unsafe
from app.jobs.embedded import only_one
from app.storage.office.people import Person
from app.storage.office.processes import ProcessVersion
from engine.errors import Conflict

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(database_url, make_app):
    """An app on an empty database, and its commands: ``office("publish", …)``."""
    app = make_app(database_url)
    run = app.test_cli_runner()
    return lambda *words: run.invoke(args=[str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def count(app):
    """Counts the rows of a table."""

    def rows(kind):
        with app.extensions["parts"].database.reading() as session:
            return session.scalar(select(func.count()).select_from(kind))

    return rows


def test_a_demo_office_is_made_once_and_can_be_made_again(app, count):
    run = app.test_cli_runner()

    first, second = run.invoke(args=["demo"]), run.invoke(args=["demo"])

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert count(ProcessVersion) == len([*(ROOT / "bpmn").iterdir()])
    accounts = json.loads(run.invoke(args=["accounts", "--json"]).output)
    assert len(accounts) == count(Person)
    assert {"username", "password", "name", "roles", "department"} == set(accounts[0])


def test_publishing_the_same_files_again_changes_nothing(office):
    office("load-calendar")
    office("load-office", ROOT / "app/office/demo.yaml")
    folder = ROOT / "bpmn/enterprise_setup"

    assert "version 1 published" in office("publish", folder).output
    assert "version 1 known already" in office("publish", folder).output


def test_what_is_wrong_in_an_office_file_is_told_with_its_line_c6(office, tmp_path):
    text = (ROOT / "app/office/demo.yaml").read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "code: articles" in line)
    wrong = first.replace("code: articles", "code: articles, readers: [navy]")
    file = tmp_path / "office.yaml"
    file.write_text(text.replace(first, wrong, 1), encoding="utf-8")

    told = office("load-office", file)

    line = text.splitlines().index(first) + 1
    place = "items.enterprise_setup.materials.articles.readers"
    assert told.exit_code == 1
    assert f"office.yaml:{line}: {place}: “navy” is not in the file." in told.stderr


def test_an_office_file_with_a_promise_beyond_the_law_is_refused_whole(office, tmp_path):
    file = tmp_path / "office.yaml"
    text = (ROOT / "app/office/demo.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("promised_days: 20", "promised_days: 46", 1), encoding="utf-8")

    said = office("load-office", file)

    assert said.exit_code == 1
    assert "46" in said.output
    assert "45" in said.output


def test_the_first_administrator_can_be_made_with_a_good_password_only(office):
    weak = office("create-admin", "root", "--password", "root")
    good = office("create-admin", "root", "--password", "correct horse battery")
    again = office("create-admin", "root", "--password", "correct horse battery")

    assert (weak.exit_code, good.exit_code, again.exit_code) == (1, 0, 1)


def test_the_clock_of_a_real_office_is_not_moved(office):
    assert office("tick", "--as-of", "2027-01-01T09:00").exit_code == 1


def test_a_weak_secret_stops_the_start(make_app, database_url):
    with pytest.raises(Unsafe):
        make_app(database_url, SECRET_KEY="dev", TESTING=False)


def test_a_database_without_the_newest_schema_is_not_served(databases, make_app):
    with databases.empty() as url:
        app = make_app(url)

        with pytest.raises(Unsafe):
            schema.require_newest(app)
        migrating.upgrade(app)
        schema.require_newest(app)


def test_a_real_office_has_no_accounts_to_tell(office):
    said = office("accounts", "--json")

    assert said.exit_code == 1
    assert "demo" in said.output


def test_a_second_server_on_the_same_folder_is_told_so(make_app):
    folder = make_app("sqlite://").config["LIANSHEN_DATA"]

    with only_one(folder), pytest.raises(Conflict), only_one(folder):
        pass
