"""The limits of the steps of a process, as they are drawn and published with the acceptance."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from app.pages.showing import labelled
from app.pages.staff.naming import Names
from engine import Process
from engine.people import APPLICANT
from engine.process import Step


@dataclass(frozen=True)
class StepLimit:
    """How many working days a step may take, and who is asked."""

    name: str
    who: str
    working_days: int


def step_limits(process: Process, office: Names) -> list[StepLimit]:
    """Return the steps of a process with a limit of so many working days, in their order.

    What the applicant is asked is no limit of the office, and a limit that an expression
    counts is known only when its step begins.
    """
    return list(_drawn(process, office))


def _drawn(process: Process, office: Names) -> Iterator[StepLimit]:
    for step in sorted(process.steps.values(), key=lambda one: one.line):
        limit = step.settings.get("limit", "")
        if step.kind == "userTask" and limit.isdecimal() and step.group != APPLICANT:
            yield StepLimit(labelled(step, "name"), _asked(step, office), int(limit))


def _asked(step: Step, office: Names) -> str:
    group = step.group or ""
    if group.startswith("="):
        return gettext("each department asked")
    department, _, _role = group.rpartition("/")
    return office.department(department) if department else office.role(group)
