"""What one test had made ready, another finds; and nobody finds what was not meant for them."""

import pytest
from sqlalchemy import create_engine, select
from werkzeug.routing import Map

from app.storage.ground.database import Database
from app.storage.office.items import Item
from app.web import Address
from tests.sharing.statements import compiled


def ask(url, asked):
    database = Database(url)
    with database.reading() as session:
        session.execute(asked).all()
    database.close()


def test_a_statement_is_compiled_once_for_all_databases_of_a_kind(databases):
    asked = select(Item.code, Item.name.label("told_by_this_test"))

    known = [len(compiled)]
    for _ in range(2):
        with databases.migrated() as url:
            ask(url, asked)
        known.append(len(compiled))

    assert known[1] > known[0]
    assert known[2] == known[1]


def test_dialects_are_alike_only_with_the_same_settings(database_url):
    ours = [Database(database_url).engine.dialect for _ in range(2)]
    plain = create_engine(database_url).dialect

    assert ours[0] == ours[1]
    assert hash(ours[0]) == hash(ours[1])
    assert plain not in ours


@pytest.mark.usefixtures("shared_addresses")
def test_an_address_that_was_read_before_is_found_and_written_as_the_first_one():
    for endpoint in ("first", "second"):
        places = Map([Address("/told/<int:number>/by/this", endpoint=endpoint)])
        here = places.bind("localhost")

        assert here.match("/told/7/by/this") == (endpoint, {"number": 7})
        assert here.build(endpoint, {"number": 7, "q": "x"}) == "/told/7/by/this?q=x"
        assert here.build(endpoint, {"number": 7}, append_unknown=False) == "/told/7/by/this"


@pytest.mark.usefixtures("shared_addresses")
def test_addresses_with_other_defaults_are_read_by_themselves():
    places = Map(
        [
            Address("/pages/", endpoint="page", defaults={"number": 1}),
            Address("/pages/<int:number>", endpoint="page"),
        ]
    )

    assert places.bind("localhost").match("/pages/") == ("page", {"number": 1})
    assert places.bind("localhost").build("page", {"number": 1}) == "/pages/"
    assert places.bind("localhost").build("page", {"number": 2}) == "/pages/2"
