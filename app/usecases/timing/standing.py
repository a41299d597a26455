"""A clock that stands longer than was planned."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline
from app.storage.clock.pauses import Pause
from app.usecases.clocks import capping, stopping, telling
from app.usecases.work import Work
from engine.rules.deadlines import last_day


def overrun(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """A pause has lasted as long as planned: it ends where its rule says so, or somebody is told.

    It also ends where its ground has no more days in all; else it is looked at again then.

    Source: Administrative Licensing Law, Art. 45; facts D-12; decision 222.
    """
    pause = work.session.get_one(Pause, stopping.of_watch(deadline))
    ground = work.clock.grounds[pause.ground]
    if ground.ends_itself:
        return stopping.go_on(work, case, [pause], pause.planned_to_on)
    most = capping.most_until(work, case, ground, pause)
    if ground.most_total_days and (most is None or most <= last_day(deadline.due_at)):
        told = {"pause": pause.id, "ground": pause.ground, "most": ground.most_total_days}
        used_up = Fact("pause.used_up", None, told)
        return [used_up, *stopping.go_on(work, case, [pause], last_day(deadline.due_at))]
    if most is not None:
        stopping.watch(work, case, pause, most)
    group = f"{case.lead_department}/approver"
    telling.overrun(work, case, pause.id, group, pause.ground)
    details = {"pause": pause.id, "ground": pause.ground, "due_at": deadline.due_at.isoformat()}
    return [Fact("pause.overrun", None, details)]
