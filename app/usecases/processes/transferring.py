"""Running cases go on in another version of their process, each as it stands or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.storage.case import case_lists, cases
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk import case_tasks
from app.storage.office import processes
from app.storage.office.processes import ProcessVersion
from app.storage.post import jobs
from app.usecases.moving import Moved, in_hand, put_back
from app.usecases.processes.rights import DESIGNERS
from app.usecases.work import Work
from engine import Run, moving
from engine.errors import Conflict, Fault, Invalid, NotAllowed, NotFound

MOVERS = DESIGNERS


@dataclass(frozen=True)
class Transfer:
    """Which cases are to go on where, and why.

    :param from_: the number of the version they run on; ``to`` that of the other one.
    """

    key: str
    from_: int
    to: int
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of one case: moved (or movable, where one only asked), or every reason why not."""

    case: str
    faults: tuple[Fault, ...] = ()


def candidates(
    work: Work, wish: Transfer, only: Iterable[str] | None = None, after: str = ""
) -> Sequence[str]:
    """Return the numbers of the running cases on the version, in their order.

    :param only: of these numbers; ``after`` is the last one already looked at.
    :raises NotAllowed: the actor neither designs processes nor administers the office.
    :raises NotFound: one of the versions does not exist.
    :raises Invalid: both versions are the same.
    """
    _target(work, wish)
    processes.version(work.session, wish.key, wish.from_)
    return case_lists.on_version(work.session, (wish.key, wish.from_), only, after)


def preview(work: Work, wish: Transfer, number: str) -> Outcome:
    """Return whether a case can go on in the other version; nothing is changed.

    :raises NotAllowed: the actor neither designs processes nor administers the office.
    :raises NotFound: there is no such case or version.
    """
    target = _target(work, wish)
    case = cases.by_number(work.session, number)
    if case is None:
        raise NotFound("case.unknown", "There is no such case.")
    if faults := _not_there(case, wish):
        return Outcome(number, faults)
    run = in_hand(work, case).run()
    return Outcome(number, moving.obstacles(run, work.process(target.digest), work.now))


def transfer(work: Work, wish: Transfer, number: str) -> Case:
    """Let one case go on in the other version; drafts, claims, limits and pauses stay.

    :raises NotAllowed: the actor neither designs processes nor administers the office.
    :raises NotFound: there is no such case or version.
    :raises Invalid: no reason was given, or the case cannot move, with everything in its way.
    :raises Conflict: the case has ended, or runs on another version meanwhile.

    Source: docs/decisions/0052-moving-a-case-to-another-version.md.
    """
    target = _target(work, wish)
    if not wish.reason.strip():
        raise Invalid("move.no_reason", "Please say why the cases are moved.")
    case = cases.locked(work.session, number)
    for fault in _not_there(case, wish):
        raise Conflict(fault.code, fault.message, **fault.params)
    run, change = moving.move(in_hand(work, case).run(), work.process(target.digest), work.now)
    case.version, case.process_digest = target.number, target.digest
    details = {"from": wish.from_, "to": wish.to, "reason": wish.reason}
    put_back(Moved(work, case, change), run, [Fact("case.moved", None, details)])
    _retell(work, case, run)
    return case


def _target(work: Work, wish: Transfer) -> ProcessVersion:
    if not work.actor.roles & MOVERS:
        message = "Only process designers and administrators move cases."
        raise NotAllowed("move.not_mover", message)
    if wish.to == wish.from_:
        raise Invalid("move.same_version", "The cases run on this version already.")
    return processes.version(work.session, wish.key, wish.to)


def _not_there(case: Case, wish: Transfer) -> tuple[Fault, ...]:
    if case.ended_at is not None:
        return (Fault("", "move.ended", "The case has come to its end."),)
    if (case.process, case.version) != (wish.key, wish.from_):
        return (Fault("", "move.elsewhere", "The case runs on another version."),)
    return ()


def _retell(work: Work, case: Case, run: Run) -> None:
    """Let open tasks and jobs show what the new version says; who holds and drafted them stays."""
    asked = {task.id: task for task in run.open_tasks()}
    for row in case_tasks.open_of_cases(work.session, [case.id]):
        if (task := asked.get(row.id)) is not None:
            row.name, row.form, row.settings = task.name, task.form, dict(task.settings)
    begun = {job.id: job for job in run.jobs()}
    for given in jobs.unfinished(work.session, case.id):
        if (job := begun.get(given.id)) is not None:
            given.process = job.process
