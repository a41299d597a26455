"""Fixtures for exports: an office that makes files, page by page and piece by piece."""

from importlib import import_module

import pytest
from flask import Flask
from sqlalchemy import select

from app import i18n
from app.files import FileStore
from app.jobs import exports
from app.pages.staff.lists import exporting
from app.pages.staff.lists.tables import TABLES
from app.storage.post.exports import Export
from app.usecases.exporting import asking
from app.usecases.exporting.asking import Asked
from tests.usecases.desk import Desk


class House(Desk):
    """A desk in a house that makes files."""

    def __init__(self, parts, folder):
        super().__init__(parts)
        self.files = FileStore(folder)
        self.app = Flask("app")
        self.app.extensions |= {"parts": parts, "files": self.files, "tables": dict(TABLES)}
        self.app.config["EXPORT_DAYS"] = 7
        i18n.install(self.app)

    def ask(self, who="lixuemei", what="cases", language="zh_Hans_CN", **sent):
        """Ask for a list; return the id of the export."""
        return self.do(who, asking.ask, Asked(what, sent, language)).id

    def make(self):
        """Try one piece; return how many were tried."""
        with self.app.app_context():
            return exports.make_some()

    def make_all(self):
        """Make all that is due."""
        return sum(iter(self.make, 0))

    def export(self):
        """The only export as it stands."""
        return self.all(select(Export))[0]

    def content(self, export_id, who="lixuemei"):
        """The text of a file, as whoever asked reads it."""
        with self.look(who) as work:
            _, digests = asking.content(work, export_id)
        return b"".join(map(self._read, digests)).decode()

    def _read(self, digest):
        with self.files.open(digest) as file:
            return file.read()


@pytest.fixture
def house(parts, tmp_path):
    """Five cases, of each of which the lead department knows."""
    house = House(parts, tmp_path / "files")
    for _ in range(5):
        house.hand_in()
    return house


@pytest.fixture
def in_small_pieces(monkeypatch):
    """Two rows are read at a time, and two make a piece."""
    for module in ("case.export", "cards.export", "time.due_soon_export"):
        monkeypatch.setattr(import_module(f"app.pages.staff.{module}"), "ROWS", 2)
    monkeypatch.setattr(exports, "ROWS_PER_PIECE", 2)
    assert exporting.ROWS > 2
