"""Who takes part in the co-approvals of a case, as its page shows it to the lead."""

from typing import Any

from app.pages.showing import labelled
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.storage.case.cases import Case
from app.storage.office import people
from app.usecases import joining
from app.usecases.joining import Joint
from app.usecases.work import Work


def joints(work: Work, case: Case, office: Names) -> list[dict[str, Any]]:
    """Return the steps at which the actor may add or drop departments, with those to choose."""
    if not joining.may_join(work, case):
        return []
    steps = Steps.of(work, case)
    held = people.holders(work.session, work.today)
    peopled = {department for department, _, _ in held if department}
    return [
        _shown(joint, steps, office, peopled & office.departments.keys())
        for joint in joining.joint_steps_of(work, case)
    ]


def _shown(joint: Joint, steps: Steps, office: Names, peopled: set[str]) -> dict[str, Any]:
    step = steps.named(joint.step)
    left = [code for code in office.departments if code in peopled and code not in joint.members]
    open_ = (*joint.asked, *joint.waiting)
    return {
        "step": joint.step,
        "name": labelled(step, "name") if step else joint.name,
        "answered": [office.department(code) for code in joint.answered],
        "open": [office.department(code) for code in open_],
        "addable": [(code, office.department(code)) for code in left],
        "droppable": [(code, office.department(code)) for code in open_]
        if len(joint.members) > 1
        else [],
    }
