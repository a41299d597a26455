"""What one test had compiled, another finds; and nobody finds what was not meant for them."""

from sqlalchemy import create_engine, select

from app.storage.ground.database import Database
from app.storage.office.items import Item
from tests.statements import compiled


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
