"""Plays a story through the whole office: the same deeds, with people, rows and transactions."""

from dataclasses import replace
from functools import partial

from sqlalchemy import or_, select

from app.storage.case.cases import Case
from app.storage.clock import due_limits
from app.storage.clock.deadlines import Deadline
from app.storage.clock.pauses import Pause
from app.storage.desk.tasks import Task
from app.storage.office import items
from app.storage.office.items import Item
from app.storage.post.jobs import Job
from app.usecases import timing
from app.usecases.cases import applying, withdrawing
from app.usecases.cases.applying import HandIn
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.clocks.grounds import clock_rules
from app.usecases.jobs import finishing
from app.usecases.tasks import reviewing
from app.usecases.work import Work
from engine.people import Actor
from engine.stories.clocks import Clock
from engine.stories.telling import moment
from tests import office

CLOCK = Actor("clock", "时钟", sees_all=True)
PARTY = {"name": "何清荷", "id_number": "", "phone": "13805710001"}


class Stage:
    """An office in which a story happens."""

    def __init__(self, parts, process):
        self.parts, self.number = parts, None
        with parts.database.reading() as session:
            self.item = items.of_process(session, process)[0].code

    def go_to(self, until):
        """Let the limits that pass until then pass, each at its own moment."""
        while due := self._next_due(until):
            office.put_clock_on(self.parts, due.due_at)
            self._in(CLOCK, partial(timing.pass_deadline, case_id=due.case_id, deadline_id=due.id))
        office.put_clock_on(self.parts, until)

    def tick(self):
        """Let pass what is due by now: an acceptance dated back may begin limits in the past."""
        with self.parts.database.reading() as session:
            now = Work(session, CLOCK, self.parts).now
        self.go_to(now)

    def hand_in(self, story):
        """Apply, with the limits the story gives the item."""
        office.set_clock(self.parts, moment(story.start["at"]))
        with self.parts.database.writing() as session:
            item = session.get_one(Item, self.item)
            for name, value in story.item.items():
                setattr(item, name, value)
        handed = HandIn(self.item, PARTY, dict(story.start["application"]))
        case, _ = self._in(Actor("applicant", "申请人"), lambda work: applying.submit(work, handed))
        self.number = case.number

    def do(self, step):
        """Answer the task of a step, as the person the story names."""
        with self.parts.database.reading() as session:
            query = select(Task.id).where(Task.step == step["do"], Task.closed_at.is_(None))
            if "department" in step:
                query = query.where(Task.department == step["department"])
            task_id = session.scalars(query).first()
        answers = dict(step.get("answers", {}))
        who = self._who(step.get("by"))
        self._in(who, lambda work: reviewing.complete_task(work, task_id or "none", answers))

    def job(self, step):
        """Give the result of a job, as the story tells it."""
        with self.parts.database.reading() as session:
            named = or_(Job.step == step["job"], Job.type == step["job"])
            job_id = session.scalars(select(Job.id).where(named, Job.ended_at.is_(None))).first()
        result = dict(step.get("result", {}))
        administrator = self._who("chengxiao")
        self._in(
            administrator, lambda work: finishing.give(work, job_id or "none", result, "story")
        )

    def withdraw(self, step):
        """Take the application back."""
        reason = str(step.get("payload", {}).get("reason", "不再办理"))
        self._in(
            self._who(step.get("by")), lambda work: withdrawing.withdraw(work, self.number, reason)
        )

    def pause(self, step):
        """Let the clock stand on the ground the story names, for as long as that may be."""
        ground = clock_rules().grounds[step["pause"]]
        wish = Wish(ground.code, ground.most_days, "见项目材料", approved_by="weiguodong")
        wish = wish if ground.approvers else replace(wish, approved_by=None)
        lead = self._who(step.get("by", "yuanmingde"))
        self._in(lead, lambda work: pausing.pause_case(work, self.number, wish))

    def resume(self, step):
        """Let the clock go on, whatever made it stand."""
        with self.parts.database.reading() as session:
            open_ = session.scalars(select(Pause.id).where(Pause.to_on.is_(None))).all()
        lead = self._who(step.get("by", "yuanmingde"))
        for pause_id in open_:
            self._in(lead, partial(self._end, pause_id))

    def _end(self, pause_id, work):
        return pausing.end_pause(work, self.number, pause_id, work.today)

    def wait(self, said):
        """Let a period pass, as stories write it, to just after the last of it."""
        with self.parts.database.reading() as session:
            work = Work(session, CLOCK, self.parts)
            until = Clock(work.now, work.calendar).after(said)
        self.go_to(until)

    def calendar(self):
        """The calendar of the office."""
        with self.parts.database.reading() as session:
            return Work(session, CLOCK, self.parts).calendar

    def act(self, username, deed, *given):
        """Do any other deed as somebody of the office."""
        return self._in(self._who(username), lambda work: deed(work, *given))

    def case(self):
        """The case as it is now, with the steps still asked for."""
        with self.parts.database.reading() as session:
            case = session.scalars(select(Case)).one()
            asked = session.scalars(select(Task.step).where(Task.closed_at.is_(None)))
            return case, sorted(set(asked))

    def _who(self, username):
        if username in (None, "applicant"):
            return Actor("applicant", "申请人", case=self.number)
        return office.actor_of(self.parts, username)

    def _in(self, actor, deed):
        with self.parts.database.writing() as session:
            work = Work(session, actor, self.parts)
            done = deed(work)
        work.committed()
        return done

    def _next_due(self, until):
        with self.parts.database.reading() as session:
            due = due_limits.anywhere(session, until)
            return session.get_one(Deadline, due[0]) if due else None
