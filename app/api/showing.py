"""Cases and tasks as answers: named, found again as the actor may see them, shown."""

from app.api.doing import Thing
from app.shapes.case.seen import seen_case, seen_task
from app.shapes.clock.silences import missed
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.clock.silences import Silence
from app.storage.desk import tasks
from app.storage.desk.tasks import Task

CASE: Thing[Case] = Thing(
    name=lambda case: case.number or "",
    find=lambda work, number: cases.seen(work.session, number, work.actor),
    show=seen_case,
)
MISSED: Thing[Silence] = Thing(
    name=lambda silence: silence.task_id,
    find=lambda work, task_id: work.session.get_one(Silence, task_id),
    show=lambda work, silence: missed(
        work, silence, *tasks.seen(work.session, silence.task_id, work.actor)
    ),
)
TASK: Thing[Task] = Thing(
    name=lambda task: task.id,
    find=lambda work, task_id: tasks.seen(work.session, task_id, work.actor)[0],
    show=lambda work, task: seen_task(work, task, tasks.seen(work.session, task.id, work.actor)[1]),
)
