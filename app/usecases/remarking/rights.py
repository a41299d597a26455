"""Who writes remarks on a case."""

from app.storage.case import cases
from app.storage.case.cases import Case
from app.usecases.work import Work


def may_remark(work: Work, case: Case) -> bool:
    """Whether the actor may note something: people of the office who see it in their own right."""
    return bool(work.actor.pairs) and cases.may_see(work.actor, case)
