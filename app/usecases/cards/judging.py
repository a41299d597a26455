"""Is this worth a card? Asked when a limit passes and when somebody answers; cheap otherwise."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from app.storage import cards, tasks
from app.storage.base import kept, write_rows
from app.storage.cards import Card
from app.storage.cases import Case
from app.storage.deadlines import CARD, OF_NOBODY, RUNNING, STEP_CARD, Deadline
from app.storage.history import Fact
from app.storage.people import Person
from app.storage.tasks import Task, person_id_of
from app.usecases.cards import giving, outage
from app.usecases.cards.giving import Breach, Culprit, Limit
from app.usecases.counting import dates
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.cards import (
    NO_REASON,
    QUARTER,
    CardRule,
    lacks_reason,
    quarter_end,
    quarter_of,
    quarter_start,
)
from engine.rules.deadlines import OFFICE_ZONE

LEAD_ROLE = "approver"
"""Who answers for the limit of a case that nobody of its lead has taken."""


def on_passed(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Give the cards that a limit is worth as it passes; let others wait for their day.

    The caller holds the lock of the case. Nothing is flushed.

    Source: facts 2.6 (electronic supervision), T-42; goal T9.
    """
    facts = []
    for rule in work.rulebook.of_limit(deadline.kind, deadline.step):
        late = rule.answer_days and outage.waits_for(work, deadline.due_at)
        if rule.after or late:
            _let_wait(work, case, deadline, rule)
        else:
            facts += _give(work, case, deadline, rule, deadline.due_at)
    return facts


def on_waited(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Give the card whose day has come: what it warned of was not done in the meantime.

    Where the rule no longer holds, that is told instead.
    """
    code, limit_id = _waited_for(deadline)
    rule = work.rulebook.get(code)
    limit = work.session.get(Deadline, (case.id, limit_id))
    if rule is None or limit is None:
        return [Fact("card.spared", deadline.step, {"rule": code})]
    return _give(work, case, limit, rule, deadline.due_at)


def on_answered(work: Work, case: Case, task: Task, answers: Mapping[str, Any]) -> list[Fact]:
    """Give the cards that an answer is worth; asks the database nothing where it is worth none.

    Source: Administrative Licensing Law, Art. 38(2), 72.
    """
    facts = []
    for rule in work.rulebook.of_family(NO_REASON):
        if lacks_reason(rule, answers):
            person_id = person_id_of(work.actor)
            person = work.session.get(Person, person_id) if person_id else None
            breach = Breach(
                rule,
                f"{case.id}:{rule.code}:{task.id}",
                work.now,
                Culprit(task.group, task.department, person),
                **_place(task),
            )
            facts += found(work, case, breach)
    return facts


def found(work: Work, case: Case, breach: Breach) -> list[Fact]:
    """Give a card, and the one for too many of its kind where this is the last straw."""
    return [*giving.give(work, case, breach), *_too_many(work, case, breach)]


def _let_wait(work: Work, case: Case, limit: Deadline, rule: CardRule) -> None:
    """Write the day of a card as a limit of its own, that follows the clock of the case."""
    row: dict[str, Any] = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": limit.task_id,
        "timer_id": f"card:{rule.code}:{limit.id}",
        "kind": STEP_CARD if limit.task_id else CARD,
        "moves": False,
        "step": limit.step,
        **_counted(case, limit, rule),
        "basis": rule.basis,
        "state": RUNNING,
    }
    counting = dates.standing(work, case)
    when, calendar = counting.dates(Deadline(**row)), counting.calendar(Deadline(**row))
    row |= {"due_at": when.due_at, "due_on": None, "state": when.state}
    row |= {"provisional": calendar.provisional(rules.last_day(when.due_at))}
    row |= {"calendar_version": calendar.version} | OF_NOBODY
    incident = outage.waits_for(work, when.due_at) if rule.answer_days else None
    if incident is None:
        write_rows(work.session, Deadline, [row])
    else:
        work.session.add(Deadline(**row, held_by=incident.id))


def _counted(case: Case, limit: Deadline, rule: CardRule) -> dict[str, Any]:
    """Return how the day of a card is counted: from the last day of its limit, or as the limit."""
    if rule.after:
        last_day = limit.due_on or rules.last_day(limit.due_at)
        return {
            "rule_kind": "nth_working_day",
            "rule_value": str(rule.after),
            "from_at": datetime.combine(last_day, time(), OFFICE_ZONE),
            "follows_clock": limit.follows_clock,
        }
    if case.extra_days and limit.kind in dates.OF_CASE:
        instant = {"rule_kind": "instant", "rule_value": limit.due_at.isoformat()}
        return instant | {"from_at": limit.from_at, "follows_clock": False}
    own = ("rule_kind", "rule_value", "from_at", "follows_clock")
    return {name: getattr(limit, name) for name in own}


def _give(work: Work, case: Case, limit: Deadline, rule: CardRule, fell_at: datetime) -> list[Fact]:
    task = work.session.get(Task, limit.task_id) if limit.task_id else None
    last_day = limit.due_on or rules.last_day(limit.due_at)
    breach = Breach(
        rule,
        f"{case.id}:{rule.code}:{limit.id}",
        fell_at,
        _of_task(work, task) if task is not None else _of_lead(work, case),
        Limit(limit.id, limit.kind, last_day),
        **_place(task),
    )
    return found(work, case, breach)


def _too_many(work: Work, case: Case, breach: Breach) -> list[Fact]:
    """Give the card for too many yellow ones of a department in a quarter, once a quarter.

    The row of the department is the lock: two cases cannot both be the last but one.
    """
    department, facts = breach.culprit.department, []
    if breach.rule.level != "yellow" or department is None:
        return []
    for rule in work.rulebook.of_family(QUARTER):
        cards.lock_department(work.session, department)
        day = breach.fell_at.astimezone(OFFICE_ZONE).date()
        key = f"{rule.code}:{department}:{quarter_of(day)}"
        if _yellow(work, department, day) >= rule.least and not _is_given(work, key):
            culprit = Culprit.of_group(department, LEAD_ROLE)
            facts += giving.give(work, case, Breach(rule, key, breach.fell_at, culprit))
    return facts


def _yellow(work: Work, department: str, day: date) -> int:
    """Count the yellow cards of a quarter, with those this work has just given."""
    first, last = quarter_start(day), quarter_end(day)
    new = [
        row
        for row in kept(work.session, Card)
        if row["department"] == department and row["level"] == "yellow"
        if quarter_of(row["fell_at"].astimezone(OFFICE_ZONE).date()) == quarter_of(day)
    ]
    return cards.yellow_between(work.session, department, first, last) + len(new)


def _is_given(work: Work, key: str) -> bool:
    new = any(row["breach"] == key for row in kept(work.session, Card))
    return new or cards.of_breach(work.session, key) is not None


def _of_task(work: Work, task: Task) -> Culprit:
    holder = task.assignee_id
    return Culprit(
        task.group, task.department, work.session.get(Person, holder) if holder else None
    )


def _of_lead(work: Work, case: Case) -> Culprit:
    """The lead answers for the limit of a case: who holds a task of it there, if anybody does."""
    lead = case.lead_department
    for task in tasks.open_of_cases(work.session, [case.id]):
        if task.department == lead and task.assignee_id is not None:
            return _of_task(work, task)
    return Culprit.of_group(lead, LEAD_ROLE)


def _place(task: Task | None) -> dict[str, Any]:
    if task is None:
        return {}
    return {"task_id": task.id, "step": task.step, "step_name": task.name}


def _waited_for(deadline: Deadline) -> tuple[str, str]:
    _, code, limit_id = str(deadline.timer_id).split(":", 2)
    return code, limit_id
