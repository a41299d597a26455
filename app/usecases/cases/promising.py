"""容缺: a case is accepted although a material is missing that was promised in writing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy import case as db_case

from app.storage.case import materials, promises
from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.case.promises import PROMISED_MATERIAL, Promise
from app.storage.clock.deadlines import MET, OPEN, Deadline
from app.storage.ground.base import write_rows
from app.storage.ground.moments import UtcTime
from app.storage.office.items import Item
from app.usecases import announcing
from app.usecases.clocks.grounds import LegalLimit
from app.usecases.moving import Moved, limits, papers, pick_up
from app.usecases.work import Work
from engine.change import Change
from engine.errors import Conflict, NotAllowed
from engine.people import APPLICANT
from engine.rules.promises import Allowance, check_promises
from engine.rules.timers import Rule

TOLERANCE_PROMISE = "TOLERANCE_PROMISE"
WINDOW = "window_clerk"


def promise(work: Work, number: str, promised: Mapping[str, date]) -> Sequence[Promise]:
    """Take the written promise of the applicant to hand materials in later, each by its day.

    :param promised: the last day of each material, by its code.
    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they are neither of the window nor of the department that leads it.
    :raises Conflict: the case is decided or has ended, or this office accepts nothing incomplete.
    :raises Invalid: with everything that may not be promised like this.

    Source: features L22; docs/decisions/0187-what-is-promised-is-a-limit.md.
    """
    case = pick_up(work, number).case
    law = allowed(work, case)
    asked = _materials(work, case)
    calendar = work.calendar_of(case.lead_department)
    check_promises(promised, allowances(work, case, law), work.today, calendar)
    rows = [_row(work, case, law, asked[code], day) for code, day in promised.items()]
    write_rows(work.session, Deadline, [limit for _, limit in rows])
    taken = [one for one, _ in rows]
    number_of_paper, handed = papers.hand_out(work, case, TOLERANCE_PROMISE, said(case, taken, law))
    for one in taken:
        one.paper = number_of_paper
    work.session.add_all(taken)
    case.promised = (case.promised or 0) + len(taken)
    facts = [fact("material.promised", one, day=one.due_on.isoformat()) for one in taken]
    write(work.session, case, [*facts, handed], work.actor, work.now)
    tell(work, case, taken)
    work.session.flush()
    return taken


def keep(work: Work, case: Case, code: str) -> list[Fact]:
    """Note that a promised material was handed in, in time or late; return what history is told."""
    if not case.promised:
        return []
    kept = [one for one in promises.open_of_case(work.session, case.id) if one.code == code]
    for one in kept:
        one.kept_at = work.now
    case.promised -= len(kept)
    _meet(work, case, [one.limit_id for one in kept])
    return [fact("promise.kept", one, in_time=work.today <= one.due_on) for one in kept]


def _meet(work: Work, case: Case, ids: Sequence[str]) -> None:
    """End the limits of what was handed in; one that had passed stays so, and asks nobody more."""
    open_ = Deadline.state.in_(OPEN)
    ended = update(Deadline).where(Deadline.case_id == case.id, Deadline.id.in_(ids))
    met = ended.values(
        state=db_case((open_, MET), else_=Deadline.state),
        ended_at=db_case((open_, bindparam("now", work.now, UtcTime())), else_=Deadline.ended_at),
        asked=None,
    )
    work.session.execute(met.execution_options(synchronize_session=False))


def may_promise(work: Work, case: Case) -> bool:
    """Whether the actor may take a promise: the window, or a person of the lead department."""
    actor = work.actor
    return WINDOW in actor.roles or case.lead_department in actor.departments


def allowances(work: Work, case: Case, law: LegalLimit | None) -> dict[str, Allowance]:
    """Return what the item allows of each of its materials, by their codes."""
    files = materials.of_case(work.session, case.id)
    there = {one.code for one in files if not one.replaced}
    there |= {one.code for one in promises.open_of_case(work.session, case.id)}
    return {
        code: Allowance(one["name"], days_of(one, law), code in there)
        for code, one in _materials(work, case).items()
    }


def days_of(material: Mapping[str, Any], law: LegalLimit | None) -> int:
    """Return the working days a material may follow in, as its item or the office says."""
    if law is None or not material.get("tolerance"):
        return 0
    return int(material.get("promise_days") or law.working_days)


def allowed(work: Work, case: Case) -> LegalLimit:
    """Return by which rule something may follow in this case.

    :raises NotAllowed: they are neither of the window nor of the department that leads it.
    :raises Conflict: the case is decided or has ended, or this office accepts nothing incomplete.
    """
    if not may_promise(work, case):
        message = "Only the window and the department that leads the case take promises."
        raise NotAllowed("promise.not_yours", message)
    if case.ended_at is not None or case.decided_on is not None:
        raise Conflict("promise.too_late", "The case is decided: nothing is promised any more.")
    law = work.clock.tolerance
    if law is None:
        raise Conflict("promise.never", "This office accepts nothing that is incomplete.")
    return law


def _materials(work: Work, case: Case) -> dict[str, dict[str, Any]]:
    item = work.session.get_one(Item, case.item_code)
    return {one["code"]: one for one in item.materials}


def _row(
    work: Work, case: Case, law: LegalLimit, material: Mapping[str, Any], day: date
) -> tuple[Promise, dict[str, Any]]:
    """Return a promise with its limit."""
    limit = limit_until(work, case, law, day)
    return Promise(
        case_id=case.id,
        code=material["code"],
        name=material["name"],
        due_on=limit["due_on"],
        blocks=bool(material.get("promise_blocks", True)),
        basis=law.article,
        limit_id=limit["id"],
        promised_at=work.now,
        promised_by=work.actor.id,
    ), limit


def limit_until(work: Work, case: Case, law: LegalLimit, day: date) -> dict[str, Any]:
    """Return the row of the limit of a promise, which no pause of the case moves."""
    rule = Rule("natural_days", str((day - work.today).days))
    moved = Moved(work, case, Change())
    return limits.row(moved, PROMISED_MATERIAL, rule, work.today, law.article, False)


def said(case: Case, taken: Sequence[Promise], law: LegalLimit) -> dict[str, Any]:
    """Return what the paper of some promises says."""
    listed = [
        {"name": one.name, "due_on": one.due_on.isoformat(), "blocks": one.blocks} for one in taken
    ]
    accepted = case.accepted_on.isoformat() if case.accepted_on is not None else None
    return {"promised": listed, "basis": law.article, "accepted_on": accepted}


def fact(what: str, one: Promise, **details: Any) -> Fact:
    """Return what the history is told of a promise."""
    return Fact(what, None, {"promise": one.code, "material_name": one.name, **details})


def tell(work: Work, case: Case, taken: Sequence[Promise]) -> None:
    """Tell the applicant until when they have promised materials."""
    for one in taken:
        params = {"material": one.name, "day": one.due_on.isoformat()}
        row = announcing.row_of(work, case, "notice.material_promised", one.limit_id)
        announcing.write(work, [row | {"group": APPLICANT, "params": params}])
