"""Questions end with the task they were asked for."""

from app.storage.case.history import Fact
from app.storage.clock.deadlines import CANCELLED
from app.storage.clock.pauses import Pause
from app.storage.desk.tasks import Task
from app.storage.ground.base import store
from app.storage.joint import questions
from app.storage.joint.questions import OVER
from app.usecases.asking import telling, upward
from app.usecases.clocks import stopping
from app.usecases.moving.moved import Moved


def follow(moved: Moved) -> list[Fact]:
    """Close the questions of tasks that are over; a case nobody asks about pays nothing for it.

    Source: features C8; decision 180.
    """
    case, work = moved.case, moved.work
    if not case.questions:
        return []
    store(work.session)
    over, facts = questions.needless(work.session, case.id, moved.change.ended is not None), []
    for question in over:
        question.end(OVER, work.now, work.actor)
        if question.upward is not None:
            upward.end(work, question, CANCELLED)
        facts.append(telling.fact(question, work.session.get_one(Task, question.task_id), OVER))
    case.questions -= len(over)
    held = [work.session.get_one(Pause, one.pause_id) for one in over if one.pause_id]
    standing = [one for one in held if one.to_on is None]
    if standing:
        stopping.finish(work, case, standing, work.today)
    return facts
