"""An office to break things in: the demo office, and small processes that meet every part of it."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from app.storage.ground.database import Database
from app.usecases.jobs.registry import JobTypes
from app.usecases.letters.carrying import Told
from app.usecases.parts import Parts
from engine.stories.telling import moment
from faults.machines import LookUp
from tests import office
from tests.office import TEA
from tests.usecases import drawing
from tests.usecases.desk import Desk

ITEMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("enterprise_setup", TEA),
    ("two_ways", {}),
    ("listener", {}),
    ("teller", {}),
    ("looking_up", {}),
    ("two_opinions", {}),
)
"""What is applied for: by item, with the answers of its form."""
BEGINS = "2026-03-02T09:00"


def fill(url: str) -> None:
    """Bring an empty database to an office in which everything can happen."""
    office.fill(url)
    parts = Parts(Database(url), job_types=JobTypes({"look_up": LookUp()}))
    office.set_clock(parts, moment(BEGINS))
    silent = {"silence": "agree", "silenceBasis": "浙政办发〔2025〕12号"}
    for drawn in (
        drawing.two_ways_out(),
        drawing.listener(),
        drawing.teller(),
        drawing.looking_up(),
        drawing.two_opinions(**silent),
    ):
        drawing.publish(Desk(parts), drawn)
    parts.database.close()


def app_on(url: str, folder: Path) -> Flask:
    """The product on an office: a machine looks things up, and letters go into a file."""
    app = create_app({"DATABASE_URL": url, "LIANSHEN_DATA": folder})
    types = JobTypes({"look_up": LookUp()})
    app.extensions["parts"] = replace(app.extensions["parts"], job_types=types)
    app.extensions["carriers"] = {"sms": Postbox(folder)}
    return app


class Postbox:
    """Takes letters as the gateway of a telephone company does; what it took is in its file."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "letters"

    def carry(self, to: str, told: Told) -> None:
        """Take a letter; the file has it before this returns."""
        file = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, f"{told.key}\n".encode())
        os.close(file)

    def taken(self) -> list[str]:
        """Return the key of each letter, as often as it came."""
        return self._file.read_text("utf-8").splitlines() if self._file.exists() else []
