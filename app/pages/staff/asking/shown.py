"""Questions as pages show them, with whom a task's holder may ask."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from app.pages.staff.naming import Names
from app.pages.words import word
from app.shapes.joint.questions import SeenQuestion, questions_of
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint.questions import BODY, DEPARTMENT, HIGHER, LEAD, PARTY
from app.storage.office import people
from app.usecases import joining
from app.usecases.asking import referring, rerouting
from app.usecases.asking.standing import ground_of
from app.usecases.asking.wishes import may_raise, open_of
from app.usecases.moving import in_hand
from app.usecases.work import Work
from engine.rules.opinions import Opinion
from engine.rules.upward import WAIT


@dataclass(frozen=True)
class Asking:
    """What the dialog of asking needs.

    :param choices: who may be asked, as the dialog sends it.
    :param days: how many working days the limit of the step stands at most; none where it cannot.
    :param elsewhere: whether the lead can be told that the task is another department's.
    :param upward: whether it can be reported to a higher authority; ``upward_days``: how long the
        limit of the step stands for that at most.
    :param course: what comes of the opinion that it must go there, where the form offers it.
    """

    choices: list[tuple[str, str]]
    days: int | None
    elsewhere: bool
    upward: bool
    upward_days: int | None
    course: str | None


def asking(work: Work, task: Task, case: Case, office: Names) -> Asking:
    """Return whom the holder of a task may ask, and whether its limit can stand meanwhile."""
    own = {task.department, case.lead_department}
    ground, above = ground_of(work, task), ground_of(work, task, HIGHER)
    lead = gettext("Lead department: %(name)s", name=office.department(case.lead_department))
    first = [(LEAD, lead)] if task.department != case.lead_department else []
    named = [
        (f"{DEPARTMENT}:{code}", name) for code, name in _peopled(work, office) if code not in own
    ]
    party = (PARTY, gettext("Applicant: %(name)s", name=case.applicant_name))
    return Asking(
        [*first, party, *named, (BODY, gettext("Outside body, by a link (name it below)"))],
        ground.most_days if ground else None,
        rerouting.may_say(work, task, case),
        may_raise(task, open_of(work, task) if case.questions else ()),
        above.most_days if above else None,
        _course(work, task, case),
    )


def _course(work: Work, task: Task, case: Case) -> str | None:
    form = work.form_of(task, case)
    said = form.field("opinion") if form is not None else None
    if said is None or said.option(Opinion.GO_UPWARD.value) is None:
        return None
    return referring.course_of(work, in_hand(work, case).run(), task, case)


def listed(work: Work, case: Case, office: Names) -> list[dict[str, Any]]:
    """Return the questions of a case, the newest first; most cases have none."""
    return [row(one, office) for one in questions_of(work, case)]


def row(seen: SeenQuestion, office: Names) -> dict[str, Any]:
    """Return a question with the name of whoever is asked."""
    asked = seen.question
    name = asked.body or office.department(asked.department) or word(asked.addressee, "addressee")
    return {
        **vars(seen),
        "passed_name": office.department(asked.passed_to),
        "asked_name": name,
        "step_waits": asked.upward == WAIT and asked.open,
        "department_name": office.department(seen.task.department),
    }


def of_case(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return the questions of a case, each with the departments one may ask instead."""
    rows = listed(work, case, office)
    for one in rows:
        if "reroute" in one["may"]:
            one["others"] = _instead(work, case, one["task"], office)
    return {"questions": rows}


def _instead(work: Work, case: Case, task: Task, office: Names) -> list[tuple[str, str]]:
    """Return who does not take part yet in the step at which a department was asked."""
    joint = joining.joint_of(work, in_hand(work, case).run(), task)
    taking_part = joint.members if joint is not None else ()
    return [one for one in _peopled(work, office) if one[0] not in taking_part]


def _peopled(work: Work, office: Names) -> list[tuple[str, str]]:
    found = {department for department, _, _ in people.holders(work.session, work.today)}
    return [(code, office.department(code)) for code in office.departments if code in found]
