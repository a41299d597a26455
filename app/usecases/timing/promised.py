"""A promised material that did not come by its day."""

from app.storage.case import promises
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline
from app.usecases import announcing
from app.usecases.work import Work
from engine.people import APPLICANT

LATE, OVERDUE = "notice.material_late", "notice.material_overdue"


def overdue(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Tell the applicant and who leads the case that a promised material is late.

    Source: features L22; facts, section 2.2 (容缺受理).
    """
    late = promises.of_limit(work.session, case.id, deadline.id)
    said = {"material": late.name, "day": late.due_on.isoformat()}
    for what, group in ((LATE, APPLICANT), (OVERDUE, announcing.leads(case))):
        row = announcing.row_of(work, case, what, late.limit_id)
        announcing.write(work, [row | {"group": group, "params": said}])
    details = {"promise": late.code, "material_name": late.name, "day": said["day"]}
    return [Fact("promise.broken", None, details)]
