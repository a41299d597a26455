"""The opinion that a department still owes after its silence or absence was taken for an answer."""

from uuid import uuid4

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import RUNNING, Deadline
from app.storage.clock.silences import LATE_OPINION, Silence
from app.storage.desk.tasks import Task
from app.usecases import announcing
from app.usecases.clocks.grounds import clock_rules
from app.usecases.counting import alerting
from app.usecases.moving import Moved
from app.usecases.tasks import telling
from app.usecases.timing import told
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE, last_day
from engine.rules.prewarnings import Span
from engine.rules.silences import late_until
from engine.rules.timers import Rule


def begin(moved: Moved, silence: Silence) -> None:
    """Let the limit for the opinion run from the day of the default, which is not counted.

    No pause of the case moves it: the duty is the department's, not part of the case's time.

    Source: facts D-28, T-44.
    """
    work, days = moved.work, clock_rules().late_opinion
    calendar = work.calendar_of(silence.department or moved.case.lead_department)
    rule = Rule("working_days", str(days.working_days))
    due_at = late_until(silence.missed_at, days.working_days, calendar)
    silence.owed_on, silence.owed_until = last_day(due_at), due_at
    span = Span(rule, silence.missed_at, due_at)
    moved.limits.append(
        {
            "id": str(uuid4()),
            "case_id": moved.case.id,
            "task_id": silence.task_id,
            "timer_id": None,
            "kind": LATE_OPINION,
            "moves": False,
            "step": moved.answered.step if moved.answered is not None else None,
            "rule_kind": rule.kind,
            "rule_value": rule.value,
            "from_at": span.from_,
            "follows_clock": False,
            "due_on": silence.owed_on,
            "due_at": due_at,
            "provisional": calendar.provisional(due_at.astimezone(OFFICE_ZONE).date()),
            "calendar_version": calendar.version,
            "basis": silence.basis or days.article,
            "state": RUNNING,
            "asked": silence.department or silence.group,
            "moved_at": None,
            **alerting.alerts(moved.case.item, LATE_OPINION, span, calendar),
        }
    )


def overdue(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Tell the department and the lead that the opinion is still missing.

    Source: facts D-28.
    """
    silence = work.session.get_one(Silence, deadline.task_id)
    task = work.session.get_one(Task, deadline.task_id)
    both = (silence.group, announcing.leads(case))
    telling.of_silence(work, case, silence, task, "still_owed", *both)
    return [told.passed(deadline)]
