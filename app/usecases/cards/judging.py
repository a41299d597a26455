"""Is this worth a card? Asked when a limit passes and when somebody answers; cheap otherwise."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline
from app.storage.desk import case_tasks
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.office.people import Person
from app.usecases.cards import giving, outage
from app.usecases.cards.breaches import LEAD_ROLE, Breach, Culprit, Limit
from app.usecases.cards.quarters import too_many
from app.usecases.cards.waiting import let_wait, waited_for
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.cards import (
    NO_REASON,
    CardRule,
    lacks_reason,
)


def on_passed(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Give the cards that a limit is worth as it passes; let others wait for their day.

    The caller holds the lock of the case. Nothing is flushed.

    Source: facts 2.6 (electronic supervision), T-42; goal T9.
    """
    facts = []
    for rule in work.rulebook.of_limit(deadline.kind, deadline.step):
        late = rule.answer_days and outage.waits_for(work, deadline.due_at)
        if rule.after or late:
            let_wait(work, case, deadline, rule)
        else:
            facts += _give(work, case, deadline, rule, deadline.due_at)
    return facts


def on_waited(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Give the card whose day has come: what it warned of was not done in the meantime.

    Where the rule no longer holds, that is told instead.
    """
    code, limit_id = waited_for(deadline)
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
    return [*giving.give(work, case, breach), *too_many(work, case, breach)]


def _give(work: Work, case: Case, limit: Deadline, rule: CardRule, fell_at: datetime) -> list[Fact]:
    task = work.task(limit.task_id)
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


def _of_task(work: Work, task: Task) -> Culprit:
    holder = task.assignee_id
    return Culprit(
        task.group, task.department, work.session.get(Person, holder) if holder else None
    )


def _of_lead(work: Work, case: Case) -> Culprit:
    """The lead answers for the limit of a case: who holds a task of it there, if anybody does."""
    lead = case.lead_department
    for task in case_tasks.open_of_cases(work.session, [case.id]):
        if task.department == lead and task.assignee_id is not None:
            return _of_task(work, task)
    return Culprit.of_group(lead, LEAD_ROLE)


def _place(task: Task | None) -> dict[str, Any]:
    if task is None:
        return {}
    return {"task_id": task.id, "step": task.step, "step_name": task.name}
