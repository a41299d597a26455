"""The limits of the steps of a process, as they are drawn and published with the acceptance."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from app.pages.amounts import amount_said
from app.pages.showing import labelled
from app.pages.staff.naming import Names
from engine import Process
from engine.people import APPLICANT
from engine.process import Step
from engine.process.stated import stated_limit


@dataclass(frozen=True)
class StepLimit:
    """How long a step may take, in words, and who is asked."""

    name: str
    who: str
    said: str


def step_limits(process: Process, office: Names) -> list[StepLimit]:
    """Return the steps of a process with the limits they state, in their order.

    What the applicant is asked is no limit of the office, and a limit that depends on the case
    is known only when its step begins.
    """
    return list(_drawn(process, office))


def _drawn(process: Process, office: Names) -> Iterator[StepLimit]:
    for step in sorted(process.steps.values(), key=lambda one: one.line):
        limit = stated_limit(step.settings.get("limit", ""))
        if step.kind == "userTask" and limit is not None and step.group != APPLICANT:
            said = amount_said(int(limit.number), limit.unit)
            yield StepLimit(labelled(step, "name"), _asked(step, office), said)


def _asked(step: Step, office: Names) -> str:
    group = step.group or ""
    if group.startswith("="):
        return gettext("each department asked")
    department, _, _role = group.rpartition("/")
    return office.department(department) if department else office.role(group)
