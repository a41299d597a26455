"""What SQLite is told comes back as it was: no kind of value is changed on its way."""

import pytest
from sqlalchemy.engine import make_url

from app.storage.ground.connections import connecting


@pytest.fixture
def connection(tmp_path):
    engine = connecting(make_url(f"sqlite:///{tmp_path}/values.db"), "BEGIN")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    "value", [b"", b"\0\xff", None, "", "联审", 0, 2**63 - 1, 1.5], ids=lambda value: repr(value)
)
def test_a_value_comes_back_as_it_was_told(connection, value):
    (told,) = connection.exec_driver_sql("SELECT ?", (value,)).one()

    assert (type(told), told) == (type(value), value)
