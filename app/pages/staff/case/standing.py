"""What stands of a case, and what one may let stand: the whole case, or one branch alone."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext

from app.pages.showing import labelled
from app.pages.staff.naming import Names
from app.pages.words import word
from app.shapes.case.seen import SeenTask
from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.usecases.clocks import capping, pausing
from app.usecases.clocks.grounds import Ground
from app.usecases.work import Work
from engine.people import APPLICANT

Branch = tuple[str, str]
"""The id of an open task, and what it is called."""


def shown(work: Work, case: Case) -> dict[str, Any]:
    """Return the pauses of a case that people declare, and the grounds there are for them."""
    kept = pauses.of_case(work.session, case.id)
    grounds = (one for one in work.clock.grounds.values() if not one.inner)
    return {
        "pauses": [one for one in kept if not work.clock.inner(one.ground)],
        "grounds": {one.code: _with_caps(work, case, one) for one in grounds},
    }


def _with_caps(work: Work, case: Case, ground: Ground) -> str:
    """Return what a ground is called, and how long the clock may stand on it."""
    told = {"ground": word(ground.code, "ground"), "most": ground.most_days}
    left = capping.days_left(work, case, ground)
    if left is None:
        return gettext("%(ground)s, up to %(most)s working days", **told)
    told |= {"left": left}
    return gettext("%(ground)s, up to %(most)s working days, %(left)s left in all", **told)


def branches(work: Work, case: Case, asked: Iterable[SeenTask], office: Names) -> list[Branch]:
    """Return the open tasks whose branch one may let stand alone."""
    if not _runs(case):
        return []
    tasks = (one.task for one in asked if one.task.role != APPLICANT)
    own = [task for task in tasks if pausing.may_pause(work, case, task)]
    told = ((task, office.department(task.department)) for task in own)
    return [(task.id, " · ".join(filter(None, (labelled(task, "name"), of)))) for task, of in told]


def deeds(work: Work, case: Case, alone: list[Branch]) -> set[str]:
    """Return what one may do to the clock of a case that runs.

    :param alone: the branches one may let stand.
    """
    if not _runs(case) or not pausing.may_pause(work, case):
        return {"pause"} if alone else set()
    return {"pause", "pause_whole"} | (set() if case.extra_days else {"extend"})


def _runs(case: Case) -> bool:
    return case.accepted_on is not None and case.decided_on is None and case.ended_at is None
