"""Golden states: what was saved at every wait, for each state format.

There is an archive of every shipped process, and one of a process with every element that runs.

Whoever changes what a state holds raises ``codec.FORMAT`` and writes new archives::

    python -m tests.processes.golden

Format 1 was written by the first build; its archive was made of the stories that end. Late states
of format 2 tell what tokens have come through: ``enterprise_setup_trails``. The
archives of earlier formats stay as they are: ``test_golden.py`` loads every state of every
archive and goes on with it to the end of its story. An archive holds also the files and stories
it was made with, so that nothing else need stay as it was.
"""

import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import zstandard

from engine import stories
from engine.change import OpenTask
from engine.process import STORIES, Process
from engine.rules import holidays
from engine.run import Run
from engine.spiff.codec import FORMAT
from engine.stories import Neighbours, Played, Story
from tests.processes import elements

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "golden"
KEYS = sorted(folder.name for folder in (ROOT / "bpmn").iterdir() if folder.is_dir())
Files = Mapping[str, bytes]


def files_of(key: str) -> Files | None:
    """Return the files of a shipped process with its forms, ``None`` where there is none."""
    folder = ROOT / "bpmn" / key
    if not folder.is_dir():
        return None
    files = [*folder.iterdir(), *(ROOT / "forms" / key).glob("*.form")]
    return {file.name: file.read_bytes() for file in sorted(files) if file.suffix != ".md"}


def calendar() -> Any:
    """Return the published tables of holidays."""
    table = ROOT / "app" / "office" / "calendar" / "cn.csv"
    return holidays.calendar_of(holidays.read(table.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Wait:
    """A state that was saved where a story waited.

    :param move: so many moves of the story came before.
    :param standing: what was open.
    """

    story: int
    move: int
    state: bytes
    standing: Mapping[str, list[str]]


@dataclass(frozen=True)
class Archive:
    """Everything that was saved of one process, with the files of all processes."""

    key: str
    folders: Mapping[str, Files]
    waits: tuple[Wait, ...]

    @property
    def process(self) -> Process:
        """The process, as it was then."""
        return Process.read(self.folders[self.key])

    @property
    def stories(self) -> list[Story]:
        """Its stories, as they were then."""
        return stories.read(self.folders[self.key][STORIES])

    @property
    def library(self) -> Neighbours:
        """All processes, as they were then."""
        beside = Neighbours(self.folders.get)
        for key in self.folders:
            beside.latest(key)
        return beside

    @classmethod
    def make(cls, key: str, folders: Mapping[str, Files]) -> "Archive":
        """Play the stories of a process and keep the state at every new wait."""
        archive = cls(key, folders, ())
        kept: dict[str, Wait] = {}
        for number in range(len(archive.stories)):
            for wait in archive.waits_of(number):
                kept.setdefault(places_of(wait), wait)
        return cls(key, folders, tuple(kept.values()))

    def loaded(self, wait: Wait) -> Run:
        """Load a state, by itself."""
        return Run.load(self.process, wait.state, {}, {}, self.library)

    def waits_of(self, number: int) -> Iterator[Wait]:
        """Yield every wait of a story."""
        found: list[Wait] = []

        def keep(run: Run) -> Run:
            found.append(Wait(number, len(found), run.save(), standing(run)))
            return run

        played = self.play(number, keep)
        if not played.kept:
            raise SystemExit(str(played))
        yield from found

    def play(self, number: int, between: Any) -> Played:
        """Play a story, and do something after each move."""
        story = self.stories[number]
        return stories.play(self.process, story, calendar(), self.library, between)

    @classmethod
    def read(cls, path: Path) -> "Archive":
        """Return what an archive holds."""
        told = orjson.loads(zstandard.decompress(path.read_bytes()))
        folders = {
            key: {name: text.encode() for name, text in files.items()}
            for key, files in told["folders"].items()
        }
        waits = (Wait(**{**wait, "state": b64decode(wait["state"])}) for wait in told["waits"])
        return cls(told["key"], folders, tuple(waits))

    def write(self) -> Path:
        """Write the archive of the present format."""
        folders = {
            key: {name: raw.decode() for name, raw in files.items()}
            for key, files in self.folders.items()
        }
        waits = [{**vars(wait), "state": b64encode(wait.state).decode()} for wait in self.waits]
        told = orjson.dumps({"key": self.key, "folders": folders, "waits": waits})
        path = FOLDER / f"{self.key}.{FORMAT}.zst"
        path.write_bytes(zstandard.compress(told, 19))
        return path


def standing(run: Run) -> dict[str, list[str]]:
    """Return what is open, as lines that can be compared."""
    return {
        "tasks": [
            f"{one.id} {one.step} {one.department}/{one.role} {limit_of(one)} "
            f"{one.form} {one.scope}"
            for one in run.open_tasks()
        ],
        "timers": [
            f"{one.id} {one.step} {one.rule} {one.from_} {one.follows_clock} {one.effect}"
            for one in run.timers()
        ],
        "waits": [f"{one.id} {one.step} {one.kind} {one.name} {one.key}" for one in run.awaited()],
        "jobs": [f"{one.id} {one.step} {one.type} {one.inputs}" for one in run.jobs()],
        "tokens": list(run.tokens()),
    }


def limit_of(task: OpenTask) -> str:
    """Return the limit of a task as archives tell it: one of working days as a number."""
    plain = task.limit is not None and task.limit.kind == "working_days"
    return task.limit.value if plain else str(task.limit)


def places_of(wait: Wait) -> str:
    """Return where a run waits, whoever it is and whatever it knows."""
    lines = (line for kind in ("tasks", "timers", "waits", "jobs") for line in wait.standing[kind])
    return " ".join([*(line.split()[1] for line in lines), "in", *wait.standing["tokens"]])


def main() -> None:
    """Write the archives of the present format."""
    FOLDER.mkdir(exist_ok=True)
    shipped = {key: files_of(key) or {} for key in KEYS}
    drawn = elements.folders()
    for key, folders in [*((key, shipped) for key in KEYS), (elements.KEY, drawn)]:
        archive = Archive.make(key, folders)
        path = archive.write()
        told = f"{path.name}: {len(archive.waits)} states, {path.stat().st_size} bytes"
        sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
