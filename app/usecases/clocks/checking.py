"""May the clock of a case stop, or go on? Everything that speaks against it, told at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.storage.clock.pauses import Pause
from app.storage.desk.tasks import Task
from app.usecases.cases import material_rights
from app.usecases.clocks import approving, capping
from app.usecases.clocks.grounds import Ground
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid


@dataclass(frozen=True)
class Wish:
    """What somebody wants to stop, why and how long.

    :param planned_working_days: how long the applicant is told it will take.
    :param task: only the branch of this open task stands; ``None``: the whole case.
    :param evidence: the id of a file of the case.
    :param approved_by: the user name of the second person.
    """

    ground: str
    planned_working_days: int
    reason: str
    task: str | None = None
    evidence: str | None = None
    approved_by: str | None = None


def may_stop(work: Work, case: Case, ground: str, task: Task | None) -> None:
    """Refuse to stop a clock that does not run.

    :raises Conflict: the case is not accepted yet, is decided, or stands on this ground already.
    """
    if case.decided_on is not None or case.ended_at is not None:
        raise Conflict("pause.decided", "This case is decided: no limit runs that could stand.")
    if case.accepted_on is None:
        raise Conflict("pause.not_accepted", "This case is not accepted yet: no limit runs.")
    place = (ground, task.scope, task.department) if task else (ground, None, None)
    for row in pauses.of_case(work.session, case.id):
        if row.to_on is None and (row.ground, row.scope, row.department) == place:
            raise Conflict("pause.stands", "The clock stands on this ground already.")


def fits(work: Work, case: Case, wish: Wish) -> None:
    """Refuse what the rules of the ground do not allow.

    :raises Invalid: with everything that is wrong.
    """
    ground = work.clock.grounds.get(wish.ground)
    if ground is None or ground.inner:
        message = "This is no ground on which the clock may stop; known are: %(known)s."
        declared = (code for code, one in work.clock.grounds.items() if not one.inner)
        known = {"known": ", ".join(declared)}
        found = [Fault("ground", "pause.ground", message, known)]
    else:
        found = [
            *_caps(work, case, ground, wish.planned_working_days),
            *approving.faults(work, case, wish.approved_by, ground.approvers),
        ]
    if not wish.reason.strip():
        found.append(Fault("reason", "pause.no_reason", "Please give a reason."))
    if wish.evidence and not _is_material(work, case, wish.evidence):
        message = "The case has no such file."
        found.append(Fault("evidence", "pause.evidence", message))
    if found:
        raise Invalid("pause.invalid", "The clock cannot stop like this.", found)


def may_end(work: Work, pause: Pause, ended_on: date | None) -> date:
    """Return the day on which a pause may end; refuse what has ended, or what a step holds.

    Nobody takes today for the day of the ground: the days until a late record would not count.

    :raises Conflict: the pause has ended, or a step of the process holds it.
    :raises Invalid: no day is said, or it lies before the pause began, or in the future.

    Source: Administrative Licensing Law, Art. 45 (the time needed, and no more, does not count).
    """
    if pause.to_on is not None:
        raise Conflict("pause.ended", "This pause has ended.")
    if pause.element is not None:
        message = "A step of the process stops the clock: it goes on when the step is done."
        raise Conflict("pause.of_step", message)
    if ended_on is None:
        fault = Fault("ended_on", "pause.no_day", "Please say the day on which the ground ended.")
    elif not pause.from_on <= ended_on <= work.today:
        message = "A pause ends from %(first)s, when it began, to today, not on %(day)s."
        params = {"first": pause.from_on.isoformat(), "day": ended_on.isoformat()}
        fault = Fault("ended_on", "pause.day", message, params)
    else:
        return ended_on
    raise Invalid("pause.invalid_end", "The pause cannot end like this.", [fault])


def _caps(work: Work, case: Case, ground: Ground, planned: int) -> Iterator[Fault]:
    if not 1 <= planned <= ground.most_days:
        message = "On this ground the clock stands 1 to %(most)s working days, not %(planned)s."
        params = {"most": ground.most_days, "planned": planned}
        yield Fault("planned_working_days", "pause.too_long", message, params)
    left = capping.days_left(work, case, ground)
    if left is not None and planned > left:
        message = (
            "On this ground the clock stands at most %(most)s working days in a case in all; "
            "%(left)s are left."
        )
        params = {"most": ground.most_total_days, "left": left}
        yield Fault("planned_working_days", "pause.total", message, params)
    rows = pauses.of_case(work.session, case.id)
    times = sum(row.ground == ground.code for row in rows)
    if ground.most_times and times >= ground.most_times:
        message = "On this ground the clock may stand at most %(most)s times in a case."
        yield Fault("ground", "pause.too_often", message, {"most": ground.most_times})


def _is_material(work: Work, case: Case, material_id: str) -> bool:
    files = material_rights.readable(work, case, materials.of_case(work.session, case.id))
    return any(one.id == material_id for one in files)
