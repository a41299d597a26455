"""Does deeds in the demo office, each in a unit of work of its own; tells what came of it."""

from contextlib import contextmanager

from sqlalchemy import select

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.clock import due_limits
from app.storage.clock.deadlines import Deadline
from app.storage.desk.tasks import Task
from app.storage.office import processes
from app.storage.post.notices import Notice
from app.usecases import timing
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.clocks import pausing
from app.usecases.people import entering
from app.usecases.tasks import reviewing
from app.usecases.verifying import verify
from app.usecases.work import Work
from engine.people import Actor
from engine.stories.telling import moment
from tests import office
from tests.office import TEA

CLOCK = Actor("clock", "时钟", sees_all=True)
STRANGER = Actor("applicant", "申请人")
PARTY = {"name": "何清荷", "id_number": "330108198806152345", "phone": "13805710001"}
HOTEL = TEA | {
    "industries": ["hotel"],
    "business_scope": "旅馆住宿服务",
    "premises_area": 860,
}
ACCEPT = {"identity_checked": True, "outcome": "accept"}
CORRECT = {
    "identity_checked": True,
    "outcome": "correct",
    "points": [{"material": "articles", "what": "章程第五条出资比例与申请表不一致，请更正"}],
}


class Desk:
    """One office, and the case last handed in there."""

    def __init__(self, parts):
        self.parts, self.number, self.code = parts, None, None

    def actor(self, who):
        """Somebody of the office by user name, ``"party"`` of the case, or any actor."""
        if who == "party":
            return Actor("applicant", "何清荷", case=self.number)
        return office.actor_of(self.parts, who) if isinstance(who, str) else who

    @contextmanager
    def work(self, who):
        """The unit of work of somebody."""
        with self.parts.database.writing() as session:
            work = Work(session, self.actor(who), self.parts)
            yield work
        work.committed()

    @contextmanager
    def look(self, who=CLOCK):
        """A unit of work for looking only."""
        with self.parts.database.reading() as session:
            yield Work(session, self.actor(who), self.parts)

    def do(self, who, deed, *given, **named):
        """Do a deed as somebody."""
        with self.work(who) as work:
            return deed(work, *given, **named)

    def hand_in(self, answers=TEA, who=STRANGER, item="enterprise_setup", party=PARTY):
        """Hand an application in; it is the case from now on."""
        case, self.code = self.do(who, applying.submit, HandIn(item, party, dict(answers)))
        self.number = case.number
        return case

    def end_pause(self, who, pause_id):
        """Let the clock go on: the ground of a pause ended today."""
        return self.do(who, lambda work: pausing.end_pause(work, self.number, pause_id, work.today))

    def answer(self, who, step, answers, department=None):
        """Answer the open task of a step."""
        task = self.task(step, department)
        return self.do(who, reviewing.complete_task, task.id, dict(answers))

    def accepted(self, answers=TEA):
        """Hand in and accept at once."""
        self.hand_in(answers)
        return self.answer("zhouwenjing", "check_materials", ACCEPT)

    def wait_until(self, said):
        """Put the office's clock on; nothing passes by that alone."""
        office.put_clock_on(self.parts, moment(said))

    def pass_due(self):
        """Let everything of the case pass that is due now, in order; return the steps."""
        passed = []
        while due := self._due():
            self.do(CLOCK, timing.pass_deadline, due.case_id, due.id)
            passed.append(due.step or due.kind)
        return passed

    def pass_all(self):
        """Let everything of the case pass that is due now, as a clock does it."""
        while due := self._due():
            self.do(CLOCK, timing.pass_deadline, due.case_id, due.id)

    def _due(self):
        with self.look() as work:
            ids = due_limits.of_case(work.session, self._id(work), work.now)
            return work.session.get_one(Deadline, (self._id(work), ids[0])) if ids else None

    def task(self, step, department=None, closed=False):
        """The newest task of a step."""
        return self.tasks(step, department, closed)[-1]

    def tasks(self, step=None, department=None, closed=False):
        """The open (or the closed) tasks of the case, oldest first."""
        query = self._of_case(Task).order_by(Task.opened_at, Task.id)
        query = query.where(Task.closed_at.is_not(None) if closed else Task.closed_at.is_(None))
        if step:
            query = query.where(Task.step == step)
        return self.all(query.where(Task.department == department) if department else query)

    def deadlines(self, **given):
        """The deadlines of the case in order of due time."""
        return self.all(self._of_case(Deadline).filter_by(**given).order_by(Deadline.due_at))

    def notices(self):
        """What the case has told people, first first."""
        return self.all(self._of_case(Notice).order_by(Notice.id))

    def case(self):
        """The case as it is now."""
        return self.all(select(Case).where(Case.number == self.number))[0]

    def told(self):
        """What the history of the case tells, first first."""
        return [entry.what for entry in self.history()]

    def history(self):
        """The history of the case."""
        with self.look() as work:
            return history.of_case(work.session, self._id(work))

    def breaches(self, *given, **named):
        """What does not hold in the whole office."""
        with self.parts.database.snapshot() as session:
            work = Work(session, CLOCK, self.parts)
            return [str(breach) for breach in verify(work, *given, **named)]

    def version(self, key="enterprise_setup"):
        """The version new cases start on."""
        with self.look() as work:
            return processes.latest(work.session, key)

    def all(self, query):
        """The rows of a query."""
        with self.look() as work:
            return list(work.session.scalars(query))

    def _of_case(self, table):
        with self.look() as work:
            return select(table).where(table.case_id == self._id(work))

    def _id(self, work):
        return work.session.scalar(select(Case.id).where(Case.number == self.number))


def sign_in(work, username, password, kind="browser"):
    """Compare a password and act on it, in one unit of work."""
    return entering.sign_in(work, entering.try_password(work, username, password), kind)
