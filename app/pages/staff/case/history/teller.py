"""Who knows the words for what happened to a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from app.pages.showing import labelled
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.storage.case.history import Entry
from app.storage.desk.tasks import Task
from engine.process import Step


@dataclass(frozen=True)
class Teller:
    """Who knows the words: the steps of the case, the office, and what each task is."""

    steps: Steps
    names: Names
    tasks: Mapping[str, Task]

    @classmethod
    def of(cls, steps: Steps, names: Names, asked: Iterable[Task]) -> Self:
        """Return who tells of a case with these tasks."""
        return cls(steps, names, {task.id: task for task in asked})

    def step(self, entry: Entry) -> Step | None:
        """Return the step an entry is about."""
        task = self.tasks.get(str(entry.details.get("task")))
        return self.steps.named(entry.step or "", self.steps.process(task) if task else None)

    def place(self, place: str) -> str:
        """Return what an element is called that is named with the calls it lies in."""
        step = self.steps.named(place.rpartition("/")[2])
        return labelled(step, "name") if step is not None else place

    def department(self, details: Mapping[str, Any]) -> str:
        """Return the department a fact is about, where it is about one or a task of one."""
        if "department" in details:
            return self.names.department(str(details["department"]))
        task = self.tasks.get(str(details.get("task")))
        return self.names.department(task.department if task else None)
