"""One deed on many tasks: each in a unit of work of its own, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.clock.deeds import deed
from app.unit_of_work import look, unit_of_work
from app.usecases import repeating
from app.usecases.repeating import Repeated, Request
from app.usecases.work import Work
from engine.errors import Broken, Refusal
from engine.people import Actor

Act = Callable[[Work, str], object]
DONE = 200


@dataclass(frozen=True)
class TaskOutcome:
    """What came of one task: done, or why not."""

    task: str
    failure: Refusal | Broken | None = None


def on_each(
    actor: Actor, act: Act, task_ids: Iterable[str], request: Request | None = None
) -> Iterator[TaskOutcome]:
    """Carry a deed out on each task, after the limits of its case that are already due.

    What is refused for one task stops no other; a task named twice is done once. A request that
    carries a key does no task twice, and goes on where an earlier one was cut off.

    :raises Invalid: the key was used for another request.

    Source: decisions 9 and 11.
    """
    if request is not None:
        _take(actor, request)
    for task_id in dict.fromkeys(task_ids):
        try:
            with deed(actor, task=task_id) as work:
                if request is not None:
                    repeating.begin(work, request.part(task_id)).status = DONE
                act(work, task_id)
        except Repeated:
            yield TaskOutcome(task_id)
        except (Refusal, Broken) as failure:
            yield TaskOutcome(task_id, failure)
        else:
            yield TaskOutcome(task_id)


def _take(actor: Actor, request: Request) -> None:
    """Take the key for the whole of what was sent, so that it is not used for anything else."""
    try:
        with unit_of_work(actor) as work:
            repeating.begin(work, request).status = DONE
    except Repeated:
        with look(actor) as work:
            repeating.outcome(work, request)
