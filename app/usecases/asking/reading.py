"""Which questions of a case somebody may know of."""

from collections.abc import Sequence

from app.storage.case.cases import Case
from app.storage.desk import case_tasks
from app.storage.joint import questions
from app.storage.joint.questions import Question
from app.usecases.tasks import hiding
from app.usecases.work import Work


def known(work: Work, case: Case) -> Sequence[Question]:
    """Return the questions of a case somebody may know of, the newest first.

    The party sees what it was asked. That the matter of another department must go upward is an
    opinion, and kept from who may not know the others' yet; whoever is asked sees what they are.

    Source: features C6; decision 203.
    """
    actor = work.actor
    if actor.case is not None:
        return questions.asked_of_party(work.session, case.id)
    found = questions.of_case(work.session, case.id)
    if actor.sees_all or all(one.upward is None for one in found):
        return found
    rows = case_tasks.of_case(work.session, case.id)
    secret = hiding.kept_from(work, case, rows)
    unsaid = {one.id for one in rows if hiding.keeps(one, actor, secret)}
    return [
        one
        for one in found
        if one.upward is None or one.task_id not in unsaid or one.department in actor.departments
    ]
