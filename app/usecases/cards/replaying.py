"""What rules of cards would have given, counted from the limits and answers that are kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import undefer

from app.storage.case.cases import Case
from app.storage.clock.case_limits import unfold
from app.storage.clock.deadlines import MET, REPLACED, Deadline
from app.storage.clock.pauses import Pause
from app.storage.desk.tasks import Task
from app.usecases.cards.tried import Tried
from app.usecases.counting.dates import OF_CASE, PROMISED, Counting, rule_of
from app.usecases.counting.holding import Holding
from app.usecases.work import Work
from engine.rules import deadlines as days
from engine.rules.cards import NEARING, NO_REASON, CardRule, falls_at, lacks_reason, nearing
from engine.rules.deadlines import OFFICE_ZONE

BATCH = 200


@dataclass(frozen=True)
class Kept:
    """What is kept of a case, as far as cards care."""

    case: Case
    limits: Sequence[Deadline]
    tasks: Mapping[str, Task]
    counting: Counting


def replayed(
    work: Work, rules: Sequence[CardRule], since: date, to: date
) -> tuple[int, list[Tried]]:
    """Return how many cases had something in a period, and the cards they would have got in it.

    Nothing that has not happened yet is foreseen.
    """
    looked, found = 0, list[Tried]()
    for kept in _of_period(work, since, to):
        looked += 1
        found += [one for one in _cards(work, rules, kept) if since <= one.on <= to]
    return looked, found


def _of_period(work: Work, since: date, to: date) -> Iterator[Kept]:
    first, over = _midnight(since), _midnight(to + timedelta(days=1))
    query = select(Case).where(
        Case.received_at < over, or_(Case.ended_at.is_(None), Case.ended_at >= first)
    )
    query = query.options(undefer(Case.limits)).order_by(Case.id).limit(BATCH)
    last = 0
    while batch := work.session.scalars(query.where(Case.id > last)).all():
        last = batch[-1].id
        yield from _kept(work, batch)


def _kept(work: Work, batch: Sequence[Case]) -> Iterator[Kept]:
    ids = [case.id for case in batch]
    limits, asked = _rows(work, Deadline, ids), _rows(work, Task, ids)
    pauses = _rows(work, Pause, [case.id for case in batch if case.pauses])
    for case in batch:
        folded = unfold(case.id, case.limits) if case.limits else []
        tasks = {task.id: task for task in asked[case.id]}
        counting = Counting(
            work.calendar_of,
            case.lead_department,
            case.received_at,
            Holding(pauses[case.id]),
            tasks,
            case.extra_days,
        )
        yield Kept(case, [*limits[case.id], *folded], tasks, counting)


def _rows(work: Work, table: Any, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    rows = defaultdict(list)
    for row in work.session.scalars(select(table).where(table.case_id.in_(ids))):
        rows[row.case_id].append(row)
    return rows


def _cards(work: Work, rules: Iterable[CardRule], kept: Kept) -> Iterator[Tried]:
    for rule in rules:
        if not rule.active:
            continue
        if rule.family == NO_REASON:
            yield from _of_answers(rule, kept)
        for limit in kept.limits:
            fell_at = _falls(rule, limit, kept)
            done_at = _done(limit, kept)
            late = fell_at is not None and (done_at is None or done_at >= fell_at)
            if fell_at is not None and late and fell_at <= work.now:
                task = kept.tasks.get(limit.task_id or "")
                lead = kept.case.lead_department
                yield _tried(rule, kept, limit.id, task.department if task else lead, fell_at)


def _of_answers(rule: CardRule, kept: Kept) -> Iterator[Tried]:
    for task in kept.tasks.values():
        answered = task.closing == "answered" and task.closed_at is not None
        if answered and task.closed_at and lacks_reason(rule, task.answers or {}):
            yield _tried(rule, kept, task.id, task.department, task.closed_at)


def _falls(rule: CardRule, limit: Deadline, kept: Kept) -> datetime | None:
    """Return when a limit is worth a card, if the rule is about it."""
    task = kept.tasks.get(limit.task_id or "")
    calendar = kept.counting.calendar(limit)
    spans = kept.counting.held.spans(task) if limit.follows_clock else ()
    if limit.state == REPLACED:
        return None
    if rule.family == NEARING and limit.kind == PROMISED:
        near = nearing(rule, rule_of(limit))
        from_, extra = limit.from_at, kept.case.extra_days
        return days.due_at(near, from_, calendar, spans, extra) if near is not None else None
    if rule.concerns(limit.kind, limit.step):
        return falls_at(rule, limit.due_on or days.last_day(limit.due_at), calendar, spans)
    return None


def _done(limit: Deadline, kept: Kept) -> datetime | None:
    """Return when what a limit waits for was done, or no longer asked; not at all, perhaps."""
    case = kept.case
    if limit.kind in OF_CASE:
        if limit.state == MET:
            return limit.ended_at
        if case.decided_on is not None:
            return _midnight(case.decided_on) + timedelta(hours=12)
        return case.ended_at
    task = kept.tasks.get(limit.task_id or "")
    return task.closed_at if task is not None else limit.ended_at


def _tried(rule: CardRule, kept: Kept, of: str, department: str | None, fell_at: datetime) -> Tried:
    return Tried(
        f"{kept.case.id}:{rule.code}:{of}",
        kept.case.number or "",
        rule.code,
        rule.name,
        department,
        fell_at.astimezone(OFFICE_ZONE).date(),
        then=rule.level,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)
