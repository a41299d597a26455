"""Questions as somebody sees them: what is asked of whom, whether a limit stands for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape, text
from app.shapes.joint import consulting
from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.storage.desk.tasks import Task
from app.storage.joint import questions
from app.storage.joint.questions import ADDRESSEES, Question
from app.usecases.asking import closing, reading, upward
from app.usecases.asking.wishes import LONGEST, LONGEST_NAME
from app.usecases.joining import may_join
from app.usecases.work import Work


@dataclass(frozen=True)
class SeenQuestion:
    """A question with its task and its case.

    :param stands: whether the limit of the asker's step stands for it now.
    :param link: the address at which an outside body answers, for who asked.
    :param may: of ``answer``, ``withdraw``, ``reroute``, ``take_up``, ``forward``.
    :param forward_by: the last day to send it up, as long as that was not done.
    :param told_late: whether a reply from above was recorded, and so told, too late.
    """

    question: Question
    task: Task
    case: Case
    stands: bool
    may: frozenset[str]
    link: str | None
    forward_by: date | None = None
    told_late: bool = False


class QuestionWanted(Shape):
    """A question about a task, and of whom it is asked."""

    to = fields.String(required=True, validate=validate.OneOf(ADDRESSEES))
    department = text(60, load_default=None, allow_none=True)
    body = text(LONGEST_NAME, least=0, load_default="")
    text = text(LONGEST, required=True)
    stop = fields.Boolean(load_default=False)


class AnswerSent(Shape):
    """What is answered to a question; of a reply from above, on which day it came in."""

    text = text(LONGEST, required=True)
    came_on = Day(load_default=None, allow_none=True)


class NotOurs(Shape):
    """Why a task is another department’s."""

    reason = text(LONGEST, required=True)


class Rerouted(Shape):
    """The department that is asked instead, why, and perhaps with a limit of its own."""

    department = text(60, required=True)
    reason = text(LONGEST, required=True)
    working_days = fields.Integer(load_default=None, allow_none=True, strict=True)


class TakenUp(Shape):
    """The authority above a matter is reported to, and what it has to decide."""

    body = text(LONGEST_NAME, required=True)
    text = text(LONGEST, required=True)


class QuestionView(Shape):
    """A question, open until it has a ``closing``: answered, withdrawn, or over with its task."""

    id = fields.Integer(attribute="question.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    task = fields.String(attribute="task.id", required=True)
    task_name = fields.String(attribute="task.name", required=True)
    to = fields.String(attribute="question.addressee", required=True)
    department = fields.String(attribute="question.department", required=True, allow_none=True)
    body = fields.String(attribute="question.body", required=True, allow_none=True)
    link = fields.String(required=True, allow_none=True)
    link_until = Moment(attribute="question.link_until", required=True, allow_none=True)
    forward_by = Day(required=True, allow_none=True)
    text = fields.String(attribute="question.text", required=True)
    elsewhere = fields.Boolean(attribute="question.elsewhere", required=True)
    upward = fields.String(attribute="question.upward", required=True, allow_none=True)
    passed_to = fields.String(attribute="question.passed_to", required=True, allow_none=True)
    by = fields.String(attribute="question.asker_name", required=True)
    at = Moment(attribute="question.asked_at", required=True)
    limit_stands = fields.Boolean(attribute="stands", required=True)
    answer = fields.String(attribute="question.answer", required=True, allow_none=True)
    came_on = Day(attribute="question.came_on", required=True, allow_none=True)
    told_late = fields.Boolean(required=True)
    closing = fields.String(attribute="question.closing", required=True, allow_none=True)
    closed_at = Moment(attribute="question.closed_at", required=True, allow_none=True)
    closed_by = fields.String(attribute="question.closed_by_name", required=True, allow_none=True)


def seen_question(work: Work, question: Question) -> SeenQuestion:
    """Return one question as it stands."""
    task = work.session.get_one(Task, question.task_id)
    case = work.session.get_one(Case, question.case_id)
    return seen_questions(work, [(question, task, case)])[0]


def questions_of(work: Work, case: Case) -> list[SeenQuestion]:
    """Return the questions of a case somebody may know of, the newest first."""
    found = reading.known(work, case)
    rows = [(one, work.session.get_one(Task, one.task_id), case) for one in found]
    return seen_questions(work, rows)


def seen_questions(work: Work, rows: Sequence[tuple[Question, Task, Case]]) -> list[SeenQuestion]:
    """Return questions as they stand, with one statement for many."""
    lasting = pauses.lasting(work.session, [one.pause_id for one, _, _ in rows if one.pause_id])
    limits = questions.limits_of(work.session, [one for one, _, _ in rows])
    seen = []
    for one, task, case in rows:
        limit = limits.get(one.id)
        may = _may(work, one, case, limit is not None)
        link = consulting.address(one) if "withdraw" in may else None
        stands, forward_by = one.pause_id in lasting, limit.due_on if limit else None
        late = upward.told_late(work, task, one)
        seen.append(SeenQuestion(one, task, case, stands, may, link, forward_by, late))
    return seen


def _may(work: Work, question: Question, case: Case, forwards: bool) -> frozenset[str]:
    if not question.open:
        return frozenset()
    may = {"answer"} if closing.may_answer(work, case, question) else set()
    if may and forwards:
        may |= {"forward"}
    if may and closing.of_opinion(question):
        may |= {"take_up"}
    if question.elsewhere and may_join(work, case):
        may |= {"reroute"}
    return frozenset(may | ({"withdraw"} if closing.may_withdraw(work, question) else set()))
