"""A clock that stands longer than was planned."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline
from app.storage.clock.pauses import Pause
from app.usecases.clocks import stopping, telling
from app.usecases.work import Work


def overrun(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """A pause has lasted as long as planned: it ends where its rule says so, or somebody is told.

    Source: Administrative Licensing Law, Art. 45; facts D-12.
    """
    pause = work.session.get_one(Pause, stopping.of_watch(deadline))
    if work.clock.grounds[pause.ground].ends_itself:
        return stopping.go_on(work, case, [pause], pause.planned_to_on)
    group = f"{case.lead_department}/approver"
    telling.overrun(work, case, pause.id, group, pause.ground)
    details = {"pause": pause.id, "ground": pause.ground, "due_at": deadline.due_at.isoformat()}
    return [Fact("pause.overrun", None, details)]
