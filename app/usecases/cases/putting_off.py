"""A material that was promised follows later than promised: once, with the reason."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import update

from app.storage.case import promises
from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.case.promises import Promise
from app.storage.clock.deadlines import FIRED, OPEN, REPLACED, Deadline
from app.storage.ground.base import write_rows
from app.usecases.cases import promising
from app.usecases.moving import papers, pick_up
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.rules.promises import Allowance, check_longer

LONGEST = 1000


@dataclass(frozen=True)
class Longer:
    """Until when a promised material may follow instead, and why."""

    until: date
    reason: str


def put_off(work: Work, number: str, code: str, wish: Longer) -> Promise:
    """Let a promised material follow later, with a new paper to be signed.

    One that is late already may be put off as well; that it was late stays.

    :param code: of the material.
    :raises NotFound: there is no such case for this actor, or no open promise of this material.
    :raises NotAllowed: they are neither of the window nor of the department that leads it.
    :raises Conflict: the case is decided or has ended, or the promise was put off before.
    :raises Invalid: the day does not fit, or there is no reason; with everything that is wrong.

    Source: features L22; docs/decisions/0209-a-promise-is-put-off-once.md.
    """
    case = pick_up(work, number).case
    law = promising.allowed(work, case)
    one = _open(work, case, code)
    if one.put_off_from is not None:
        message = "“%(material)s” was put off once; it cannot be put off again."
        raise Conflict("promise.put_off", message, material=one.name)
    _check(work, case, one, wish)
    _end(work, case, one)
    limit = promising.limit_until(work, case, law, wish.until)
    write_rows(work.session, Deadline, [limit])
    one.put_off_from, one.put_off_reason = one.due_on, wish.reason.strip()
    one.due_on, one.limit_id = limit["due_on"], limit["id"]
    content = promising.said(case, [one], law) | {"reason": one.put_off_reason}
    content["before"] = one.put_off_from.isoformat()
    kind = promising.TOLERANCE_PROMISE
    one.paper, handed = papers.hand_out(work, case, kind, content)
    told = promising.fact("promise.put_off", one, day=one.due_on.isoformat())
    write(work.session, case, [told, handed], work.actor, work.now)
    promising.tell(work, case, [one])
    return one


def may_put_off(one: Promise) -> bool:
    """Whether a promise may still be put off."""
    return one.kept_at is None and one.put_off_from is None


def _open(work: Work, case: Case, code: str) -> Promise:
    found = promises.open_of_case(work.session, case.id)
    one = next((one for one in found if one.code == code), None)
    if one is None:
        raise NotFound("promise.unknown", "This material is not promised, or was handed in.")
    return one


def _check(work: Work, case: Case, one: Promise, wish: Longer) -> None:
    law, calendar = work.clock.tolerance, work.calendar_of(case.lead_department)
    known = promising.allowances(work, case, law).get(one.code)
    allowance = known or Allowance(one.name, 0)
    faults = []
    if not 1 <= len(wish.reason.strip()) <= LONGEST:
        message = "Please give a reason, in at most %(most)s characters."
        faults.append(Fault("reason", "promise.no_reason", message, {"most": LONGEST}))
    try:
        check_longer(wish.until, one.due_on, allowance, work.today, calendar)
    except Invalid as refusal:
        faults += refusal.faults
    if faults:
        raise Invalid("promise.invalid", "This cannot be promised.", faults)


def _end(work: Work, case: Case, one: Promise) -> None:
    """End the limit it had; one that had passed stays so, and asks nobody more."""
    its = update(Deadline).where(Deadline.case_id == case.id, Deadline.id == one.limit_id)
    running = its.where(Deadline.state.in_(OPEN))
    replaced = running.values(state=REPLACED, ended_at=work.now, asked=None)
    passed = its.where(Deadline.state == FIRED).values(asked=None)
    for change in (passed, replaced):
        work.session.execute(change.execution_options(synchronize_session=False))
