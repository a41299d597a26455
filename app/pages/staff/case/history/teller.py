"""Who knows the words for what happened to a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from app.pages.showing import labelled
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.storage.case.history import Entry
from app.storage.desk.tasks import Task
from app.storage.office.items import Item
from engine.process import Step


@dataclass(frozen=True)
class Teller:
    """Who knows the words: the steps of the case, the office, what each task is.

    :param materials: what the item asks for, by code.
    """

    steps: Steps
    names: Names
    tasks: Mapping[str, Task]
    materials: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, steps: Steps, names: Names, asked: Iterable[Task], item: Item) -> Self:
        """Return who tells of a case with these tasks."""
        materials = {one["code"]: one for one in item.materials}
        return cls(steps, names, {task.id: task for task in asked}, materials)

    def step(self, entry: Entry) -> Step | None:
        """Return the step an entry is about."""
        task = self.tasks.get(str(entry.details.get("task")))
        return self.steps.named(entry.step or "", self.steps.process(task) if task else None)

    def place(self, place: str) -> str:
        """Return what an element is called that is named with the calls it lies in."""
        step = self.steps.named(place.rpartition("/")[2])
        return labelled(step, "name") if step is not None else place

    def material(self, code: str) -> str:
        """Return what a material is called; one the item does not ask for has no name."""
        return labelled(self.materials[code], "name") if code in self.materials else ""

    def department(self, details: Mapping[str, Any]) -> str:
        """Return the department a fact is about, where it is about one or a task of one."""
        if "department" in details:
            return self.names.department(str(details["department"]))
        return self.asked(details.get("task"))

    def asked(self, task_id: object) -> str:
        """Return the department that a task asks; nothing where it asks none."""
        task = self.tasks.get(str(task_id))
        return self.names.department(task.department if task else None)
