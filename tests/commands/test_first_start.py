"""Several processes of one office start for the first time in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from app import config

AT_ONCE = 8


@pytest.mark.parametrize("office", range(10))
def test_all_of_them_sign_with_the_same_secret(tmp_path, office):
    together = Barrier(AT_ONCE)

    def start(_):
        app = Flask(__name__)
        together.wait()
        config.configure(app, {"LIANSHEN_DATA": tmp_path, "DATABASE_URL": "sqlite://"})
        return app.config["SECRET_KEY"]

    with ThreadPoolExecutor(AT_ONCE) as starting:
        secrets = set(starting.map(start, range(AT_ONCE)))

    assert secrets == {(tmp_path / "secret").read_text()}
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.glob("secret*")] == ["secret"]
