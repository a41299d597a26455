"""Running cases take a change of limits over: foreseen page by page, then one by one."""

from sqlalchemy import select

from app.storage.case import cases, history, walks
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import limit_changes as stored
from app.storage.clock.limit_changes import LimitChange
from app.usecases.counting.dates import MovedLimit
from app.usecases.limits import adapting, changing
from app.usecases.limits.adapting import Foreseen
from app.usecases.limits.changing import Wish
from app.usecases.moving import recounting, redating
from app.usecases.work import Work

LIMIT = "limit"
TAKEN_OVER = "limits_by"
"""Where a case keeps the id of the last change of limits it took over."""


def foresee(
    work: Work, code: str, wish: Wish, after: int = 0, limit: int = 50
) -> tuple[list[Foreseen], int | None]:
    """Return which running cases other limits would move; nothing is changed.

    One page is what came of looking at so many running cases of the item.

    :param after: the inner id of the last case looked at.
    :returns: the cases, and the id to go on after, ``None`` at the end.
    :raises Refusal: as ``changing.wanted`` does.
    """
    item = changing.wanted(work, code, wish)
    told = changing.after(item, wish)
    ids = stored.running(work.session, code, after, limit + 1)
    rows = work.session.scalars(select(Case).where(Case.id.in_(ids[:limit])).order_by(Case.id))
    found = [adapting.foresee(work, case, told) for case in rows]
    moved = [one for one in found if one.limits or one.case.accepted_on is None]
    return moved, ids[limit - 1] if len(ids) > limit else None


def move_next(work: Work, change_id: int) -> Case | None:
    """Let the next running case take a change over; case and progress are one transaction.

    :returns: the case looked at, or nothing once all have been, or while somebody who began
        before the change is not done yet.
    """
    change = stored.of_id(work.session, change_id, lock=True)
    found = _next(work, change) if walks.may_go_on(work.session, change) else None
    if found is None:
        return None
    case = cases.locked_by_id(work.session, found)
    if case.ended_at is None:
        change.moved += bool(_take_over(work, case, change))
    change.after_case, change.looked_at = case.id, change.looked_at + 1
    return case


def follow(work: Work, change_id: int, case_id: int, wait: bool) -> None:
    """Let one case take a change over before its turn; in its turn it has done so already.

    :param wait: for whoever holds the case.
    :raises NotFound: there is no such case, or somebody holds it and nobody is to wait.
    """
    change = stored.of_id(work.session, change_id)
    if change.ended_at is None and case_id > change.after_case:
        case = cases.locked_by_id(work.session, case_id, wait)
        if case.item_code == change.item_code and case.ended_at is None:
            _take_over(work, case, change)


def skip(work: Work, change_id: int) -> int | None:
    """Go on after a case that could not take it over, and return its inner id."""
    change = stored.of_id(work.session, change_id, lock=True)
    found = _next(work, change)
    change.after_case = found or change.after_case
    return found


def _next(work: Work, change: LimitChange) -> int | None:
    if change.ended_at is not None:
        return None
    found = stored.running(work.session, change.item_code, change.after_case, 1)
    if not found:
        change.ended_at = work.now
        return None
    return found[0]


def _take_over(work: Work, case: Case, change: LimitChange) -> list[MovedLimit]:
    if case.item.get(TAKEN_OVER, 0) >= change.id:
        return []  # before its turn, because a limit of it was due
    before = {name: case.item[name] for name in changing.DAYS}
    moved = adapting.adapt(work, case, change.after)
    case.item = case.item | {TAKEN_OVER: change.id}
    after = {name: case.item[name] for name in changing.DAYS}
    said = {"change": change.id, "by": change.told_by, "before": before, "after": after}
    facts = [Fact("limits.changed", None, said | {"reason": history.digest_of(change.reason)})]
    if moved:
        facts.append(recounting.told(moved, LIMIT))
        redating.tell(work, case, moved, LIMIT, change.reason)
    history.write(work.session, case, facts, work.actor, work.now)
    return moved
