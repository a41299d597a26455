"""An opinion says that a matter must go upward: the lead department is asked to take it up."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint.questions import HIGHER, LEAD
from app.usecases import joining
from app.usecases.asking import putting, standing, telling, wishes
from app.usecases.asking.wishes import LONGEST, Wish
from app.usecases.work import Work
from engine import Run
from engine.errors import Conflict, Fault, Invalid
from engine.rules import upward
from engine.rules.opinions import BASIS, REASON, Opinion
from engine.rules.upward import WAIT


def course_of(work: Work, run: Run, task: Task, case: Case) -> str | None:
    """Return what a joint step does at the opinion that its matter must go upward.

    Where no departments are asked together, or the lead gives its own opinion, nobody has to
    decide on it, and it is an opinion like any other: ``None``.

    Source: features C3; decision 203.
    """
    leads = task.department in {None, case.lead_department}
    if leads or "opinion" not in task.settings or joining.joint_of(work, run, task) is None:
        return None
    return upward.course(case.item.get("go_upward"), work.clock.upward)


def goes_upward(answers: Mapping[str, Any]) -> bool:
    """Whether this is the opinion that a matter must go upward."""
    return answers.get("opinion") == Opinion.GO_UPWARD


def check(work: Work, task: Task, answers: Mapping[str, Any], asked: Collection[str]) -> None:
    """Refuse to send to the lead what it was told already, or what gives no reason.

    :param asked: the keys of the form; what it does not ask is not missing.
    :raises Conflict: the lead was told already, or the matter was reported upward.
    :raises Invalid: a reason is missing or too long, or nobody of the lead can be asked.
    """
    if any(one.upward or one.addressee == HIGHER for one in wishes.open_of(work, task)):
        message = "This matter was reported already; wait for what comes of it, or take it back."
        raise Conflict("question.reported", message)
    if faults := [*_faults(work, task, answers, asked)]:
        raise Invalid("opinion.invalid", "This opinion cannot be taken.", faults)


def refer(work: Work, case: Case, task: Task, answers: dict[str, Any], course: str) -> None:
    """Ask the lead to take a matter up; where the step waits, its limit stands as it may.

    :param course: ``wait`` keeps the task open, with what was said as its draft.

    Source: features C3; facts, section 2.4.3; decision 203.
    """
    wish = Wish(LEAD, words(answers))
    question = putting.row(work, task, wish, case.lead_department)
    question.upward = course
    putting.put(work, case, question, course == WAIT and standing.may_stop(work, task))
    telling.those_asked(work, case, question, task, "asked")
    if course == WAIT:
        task.draft, task.drafted_at = answers, work.now


def waits(work: Work, task_id: str) -> bool:
    """Whether a task that was answered stays open, because the lead has to decide first."""
    task = work.task(task_id)
    return task is not None and task.closed_at is None


def words(answers: Mapping[str, Any]) -> str:
    """Return why a matter must go upward, with the legal basis where it is given."""
    said = (str(answers.get(key) or "").strip() for key in (REASON, BASIS))
    return "\n".join(filter(None, said))


def _faults(
    work: Work, task: Task, answers: Mapping[str, Any], asked: Collection[str]
) -> Iterator[Fault]:
    if REASON in asked and not str(answers.get(REASON) or "").strip():
        yield Fault(f"answers.{REASON}", "opinion.no_reason", "This opinion needs a reason.")
    if len(words(answers)) > LONGEST:
        message = "A question has at most %(most)s characters."
        yield Fault(f"answers.{REASON}", "question.long", message, {"most": LONGEST})
    case = work.session.get_one(Case, task.case_id)
    if not telling.asked(work, case.lead_department):
        message = "Nobody in this department can be asked."
        yield Fault("answers.opinion", "department.empty", message)
