"""What came of a story."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from engine.change import Change
from engine.errors import Fault
from engine.stories.telling import Story


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    :param what: ``start``, a word of the story, or ``passed`` for a limit.
    :param name: the step, the message, the job, the ground; empty for a wait.
    :param refused: the code of the refusal, where one was promised and came.
    """

    at: datetime
    what: str
    name: str
    by: str | None = None
    department: str | None = None
    change: Change | None = None
    refused: str | None = None

    def __str__(self) -> str:
        words = (self.what, self.name, self.department, self.by and f"by {self.by}")
        refused = f", refused: {self.refused}" if self.refused else ""
        return f"{self.at:%Y-%m-%d %H:%M}  {' '.join(word for word in words if word)}{refused}"


@dataclass(frozen=True)
class Played:
    """What came of a story; it is kept when there are no faults.

    :param asks: the steps open at the end.
    :param ended: the end event, once the run is over.
    :param dates: days by name: every milestone reached, ``statutory`` and ``promised`` (the
        last day in time), and every open step with a limit (its last day in time).
    """

    story: Story
    entries: tuple[Entry, ...] = ()
    asks: tuple[str, ...] = ()
    ended: str | None = None
    outcome: str | None = None
    dates: Mapping[str, date] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        said = [f"{'kept' if self.kept else 'NOT KEPT'}: {self.story.name}"]
        said += [f"  {entry}" for entry in self.entries]
        said.append(f"  at the end: {self.ended or ', '.join(self.asks) or 'nothing begun'}")
        said += [f"  {name}: {day}" for name, day in sorted(self.dates.items())]
        said += [f"  FAULT {fault.place}: {fault}" for fault in self.faults]
        return "\n".join(said)

    @property
    def kept(self) -> bool:
        """Whether the process does what the story says."""
        return not self.faults
