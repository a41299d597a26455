"""The limit of a case is lengthened once, on the word of the right person, before it ends."""

from dataclasses import dataclass, replace

from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of, write
from app.storage.clock.pauses import Extension
from app.usecases.clocks import approving, telling
from app.usecases.clocks.grounds import ExtensionRule
from app.usecases.clocks.pausing import may_pause
from app.usecases.counting import dates
from app.usecases.counting.dates import STATUTORY, MovedLimit
from app.usecases.moving import papers, pick_up, recounting, redating
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.rules.limits import check_extension

PAPER = "EXTENSION_NOTICE"


@dataclass(frozen=True)
class Wish:
    """How much longer, and why.

    :param approved_by: the user name of the head who approved.
    """

    working_days: int
    reason: str
    approved_by: str


def extend_case(work: Work, number: str, wish: Wish) -> Extension:
    """Lengthen the promised and the statutory limit of a case, and tell the applicant why.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they neither lead nor steer the case.
    :raises Conflict: no limit runs, it has passed, or was extended before.
    :raises Invalid: the days, the reason or the approval, with everything that is wrong.

    Source: Administrative Licensing Law, Art. 42 (10 working days with the head's approval; 15
    in a joint case with that of the head of government), unless a special law says otherwise:
    Regulation on Market Entity Registration, Art. 19 (3 with that of the head).
    """
    case, rule = _wanted(work, number, wish)
    facts = recounting.catch_up(work, case)
    case.extra_days = wish.working_days
    extension = Extension(
        case_id=case.id,
        working_days=wish.working_days,
        reason=wish.reason,
        approved_by=wish.approved_by,
        recorded_at=work.now,
        recorded_by=work.actor.id,
    )
    work.session.add(extension)
    told = {"days": wish.working_days, "reason": digest_of(wish.reason)}
    facts.append(Fact("case.extended", None, told))
    if moved := recounting.settle(work, case):
        facts.append(recounting.told(moved, "extension"))
    extension.paper, fact = papers.hand_out(work, case, PAPER, _said(work, wish, rule))
    own = redating.tell_staff(work, case, moved, "extension")
    telling.extended(work, case, wish.working_days, own)
    write(work.session, case, [*facts, fact], work.actor, work.now)
    return extension


def foresee_extension(work: Work, number: str, wish: Wish) -> list[MovedLimit]:
    """Return which limits the extension would move; nothing is changed.

    :raises Refusal: as ``extend_case`` does.
    """
    case, _ = _wanted(work, number, wish)
    counting = replace(dates.standing(work, case), extra=wish.working_days)
    return counting.moved(dates.open_limits(work, case))


def _wanted(work: Work, number: str, wish: Wish) -> tuple[Case, ExtensionRule]:
    case = pick_up(work, number).case
    if not may_pause(work, case):
        message = "Only who leads or steers the case extends its limit."
        raise NotAllowed("extension.not_yours", message)
    rule = work.clock.extension(case.item_code, case.handling_kind)
    faults = _days(work, case, wish.working_days, rule)
    if not wish.reason.strip():
        faults.append(Fault("reason", "extension.no_reason", "Please give a reason."))
    faults += approving.faults(work, case, wish.approved_by, rule.approvers)
    if faults:
        raise Invalid("extension.invalid", "The limit cannot be extended like this.", faults)
    return case, rule


def _days(work: Work, case: Case, working_days: int, rule: ExtensionRule) -> list[Fault]:
    """Return what is wrong with the days.

    :raises Conflict: no limit runs, it has passed, or was extended before.
    """
    if case.decided_on is not None or case.accepted_on is None or case.ended_at is not None:
        message = "No limit of this case runs that could be extended."
        raise Conflict("extension.no_limit", message)
    running = {row.kind for row in dates.open_limits(work, case)}
    try:
        check_extension(working_days, case.extra_days, rule.most_days, in_time=STATUTORY in running)
    except Invalid as refusal:
        return [refusal.at("working_days")]
    return []


def _said(work: Work, wish: Wish, rule: ExtensionRule) -> dict[str, object]:
    person = approving.approver(work, wish.approved_by)
    return {
        "extra_days": wish.working_days,
        "article": rule.article,
        "approved_by": person.name if person else wish.approved_by,
        "answers": {"reason": wish.reason},
    }
