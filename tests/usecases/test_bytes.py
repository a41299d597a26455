"""What a completed case of six tasks leaves behind, counted in the columns of its rows."""

from sqlalchemy import inspect, text

from app import create_app
from benchmarks import office
from benchmarks.storing import Programs
from tests.databases import opened

CASES, MOST = 4, 5_200
"""The most bytes of all columns; keys, indexes and the database's own come on top (P19: 8 KiB)."""


def content(url):
    """How many bytes all columns of all rows have."""
    with opened(url).connect() as connection:
        return sum(_of(connection, table) for table in inspect(connection).get_table_names())


def _of(connection, table):
    columns = inspect(connection).get_columns(table)
    each = "+".join(f'coalesce(length(CAST("{one["name"]}" AS BLOB)), 0)' for one in columns)
    return connection.execute(text(f'SELECT coalesce(sum({each}), 0) FROM "{table}"')).scalar_one()  # noqa: S608


def test_a_completed_case_leaves_few_bytes(sqlite_databases, tmp_path):
    with sqlite_databases.like("measured", office.fill) as url:
        app = create_app({"DATABASE_URL": url, "LIANSHEN_DATA": tmp_path})
        programs, before = Programs(app.test_client(), office.let_in(url)), content(url)

        for _ in range(CASES):
            assert [deed for deed, _ in programs.walk()][-1] == "complete a task"

        assert (content(url) - before) / CASES <= MOST
        app.extensions["parts"].database.close()
