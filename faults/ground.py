"""Where something is broken: an office of its own, thrown away afterwards."""

import random
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from flask import Flask

from app import clock
from app.jobs import letters, running
from app.storage.office import settings
from app.usecases.parts import Parts
from engine.stories.telling import moment
from faults import offices
from tests import office
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.postgres import PostgresServer
from tests.usecases.desk import Desk


@dataclass(frozen=True)
class Ground:
    """One office for one round.

    :param folder: for whatever lies beside its database.
    :param draw: draws what happens; the same again from the same seed.
    :param server: the one its database lives on; none with SQLite.
    """

    kind: str
    url: str
    folder: Path
    draw: random.Random
    server: PostgresServer | None = None

    @cached_property
    def app(self) -> Flask:
        """The product on this office, in this process, which nobody kills."""
        return offices.app_on(self.url, self.folder)

    @property
    def parts(self) -> Parts:
        """What that product works with."""
        parts: Parts = self.app.extensions["parts"]
        return parts

    @cached_property
    def desk(self) -> Desk:
        """Does deeds in this office."""
        return Desk(self.parts)

    @property
    def acknowledged(self) -> Path:
        """The file in which stands what was acknowledged."""
        return self.folder / "acknowledged"

    def now(self) -> datetime:
        """What time it is in the office."""
        with self.parts.database.reading() as session:
            return settings.moment(session).now

    def put_clock_on(self, to: datetime | str) -> None:
        """Let the office believe it is that moment; nothing passes by that alone."""
        office.put_clock_on(self.parts, moment(to) if isinstance(to, str) else to)

    def drain(self) -> None:
        """Do what is left until nothing is; what dead processes had in hand is free by then."""
        self.put_clock_on(self.now() + timedelta(days=1))
        with self.app.app_context():
            while clock.tick() + sum(1 for _ in running.running()) + letters.carry_all():
                pass


class Grounds:
    """Makes new offices on databases that lose nothing."""

    def __init__(self, folder: Path, server: PostgresServer | None) -> None:
        self._folder, self._server = folder, server
        self._made: dict[str, SqliteDatabases | PostgresDatabases] = {
            "sqlite": SqliteDatabases(folder)
        }
        if server is not None:
            self._made["postgres"] = PostgresDatabases(server)

    @contextmanager
    def new(self, kind: str, seed: str) -> Iterator[Ground]:
        """A new office as long as the block lasts."""
        server = self._server if kind == "postgres" else None
        with (
            self._made[kind].like("office", offices.fill) as url,
            tempfile.TemporaryDirectory(dir=self._folder) as folder,
        ):
            ground = Ground(kind, url, Path(folder), random.Random(seed), server)
            try:
                yield ground
            finally:
                ground.parts.database.close()


@contextmanager
def grounds(kinds: Collection[str]) -> Iterator[Grounds]:
    """What makes new offices on these kinds of databases; all are thrown away afterwards."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="lianshen_faults_"))
        server = stack.enter_context(PostgresServer(())) if "postgres" in kinds else None
        yield Grounds(Path(folder), server)
