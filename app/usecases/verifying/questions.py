"""I15: a question waits as long as its task is open or its opinion counts; cases count them."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from app.storage.desk.tasks import Task
from app.storage.joint.questions import Question
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine.rules.upward import GO_ON


def breaches(work: Work) -> Iterator[Breach]:
    """Compare the questions that wait with their tasks, and with what their cases count."""
    for batch in of_cases(work):
        ids = [case.id for case in batch]
        query = select(Question, Task).join(Task, Task.id == Question.task_id)
        open_ = query.where(Question.case_id.in_(ids), Question.closed_at.is_(None))
        rows = work.session.execute(open_).all()
        for question, task in rows:
            if task.closed_at is not None and not _of_an_opinion(question, task):
                yield Breach("I15", f"question {question.id}", "waits, and its task is over")
        waiting = Counter(question.case_id for question, _ in rows)
        for case in batch:
            if case.questions != waiting[case.id]:
                told = f"counts {case.questions} questions, {waiting[case.id]} wait"
                yield Breach("I15", f"case {case.number}", told)


def _of_an_opinion(question: Question, task: Task) -> bool:
    """Whether the case went on with an opinion that counts, and the lead still has to decide."""
    return question.upward == GO_ON and task.taken_back_at is None
