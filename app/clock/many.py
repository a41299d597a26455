"""One deed on many tasks: each in a unit of work of its own, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.clock.deeds import deed
from app.usecases.work import Work
from engine.errors import Broken, Refusal
from engine.people import Actor

Act = Callable[[Work, str], object]


@dataclass(frozen=True)
class TaskOutcome:
    """What came of one task: done, or why not."""

    task: str
    failure: Refusal | Broken | None = None


def on_each(actor: Actor, act: Act, task_ids: Iterable[str]) -> Iterator[TaskOutcome]:
    """Carry a deed out on each task, after the limits of its case that are already due.

    What is refused for one task stops no other; a task named twice is done once.
    """
    for task_id in dict.fromkeys(task_ids):
        try:
            with deed(actor, task=task_id) as work:
                act(work, task_id)
        except (Refusal, Broken) as failure:
            yield TaskOutcome(task_id, failure)
        else:
            yield TaskOutcome(task_id)
