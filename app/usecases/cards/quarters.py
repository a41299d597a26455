"""Too many yellow cards of a department in a quarter are worth a red one."""

from datetime import date

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.ground.base import kept
from app.storage.supervision import cards
from app.storage.supervision.cards import Card
from app.usecases.cards import giving
from app.usecases.cards.breaches import LEAD_ROLE, Breach, Culprit
from app.usecases.work import Work
from engine.rules.cards import QUARTER, quarter_end, quarter_of, quarter_start
from engine.rules.deadlines import OFFICE_ZONE


def too_many(work: Work, case: Case, breach: Breach) -> list[Fact]:
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
