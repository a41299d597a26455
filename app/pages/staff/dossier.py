"""The page of a case: everything there is to see of it, in one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template, url_for

from app.pages.applicant.party import WINDOW, may_withdraw
from app.pages.showing import labelled
from app.pages.staff import materials, telling
from app.pages.staff.masking import masked, party_masked
from app.pages.staff.naming import Names, actor_name, names
from app.pages.staff.saying import talk
from app.shapes.seen import SeenTask, days_left, seen_case
from app.signin import signed_in
from app.storage import cases, deadlines, history, incidents, papers, pauses, tasks
from app.storage.cases import Case
from app.storage.deadlines import Deadline
from app.storage.history import Entry
from app.unit_of_work import look
from app.usecases.work import Work
from engine.errors import Fault
from engine.process import DIAGRAM, Process
from engine.rules import lights
from engine.rules.lights import Light

LISTED = {"userTask", "startEvent", "endEvent"}
"""The elements that stand for a step where the diagram cannot be seen."""


@dataclass(frozen=True)
class Limit:
    """A limit of a case as its page shows it."""

    kind: str
    step_name: str
    due_on: date | None
    due_at: datetime
    state: str
    basis: str | None
    provisional: bool
    light: Light
    days_left: int | None


def page(number: str, faults: Sequence[Fault] = (), sent: Mapping[str, str] | None = None) -> str:
    """Return the page of a case.

    :param faults: what was wrong with a deed on it; ``sent`` is what was typed.
    :raises NotFound: there is no such case, or none they may see.
    """
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        process, office = work.process(case.process_digest), names(work)
        shown = _asked(work, case, office) | _said(work, case, process, office)
        return render_template("case.html", faults=faults, sent=sent or {}, **shown)


def _asked(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return how the case stands, who is asked, and what one may do with it."""
    seen = seen_case(work, case)
    withdrawable = WINDOW in work.actor.roles and may_withdraw(work, case)
    return {
        "case": case,
        "light": seen.light,
        "days_left": seen.days_left,
        "lead_name": office.department(case.lead_department),
        "entered_by": actor_name(work, case.entered_by),
        "party": party_masked(case),
        "tasks": [_row(one, office) for one in seen.tasks],
        "materials": materials.listed(work, case),
        "addable": materials.addable(work, case),
        "papers": papers.of_case(work.session, case.id),
        "pauses": pauses.of_case(work.session, case.id),
        "incidents": incidents.open_of_case(work.session, case.id),
        "may": {"withdraw"} if withdrawable else set(),
    }


def _said(work: Work, case: Case, process: Process, office: Names) -> dict[str, Any]:
    """Return what was said and what happened."""
    form, entries = process.start_form, history.of_case(work.session, case.id)
    said = talk(tasks.of_case(work.session, case.id), work.actor, process, office)
    limits = deadlines.of_case(work.session, case.id)
    return {
        "application_form": form,
        "application": masked(form, case.answers) if form else {},
        "opinions": said.opinions,
        "entries": telling.told(entries, process, office),
        "deadlines": [_limit(work, case, process, one) for one in limits],
        "diagram": _diagram(case, process, entries),
    }


def _row(seen: SeenTask, office: Names) -> dict[str, Any]:
    return {
        "task": seen.task,
        "holder": seen.holder.name if seen.holder else None,
        "light": seen.light,
        "days_left": seen.days_left,
        "department_name": office.department(seen.task.department),
        "role_name": office.role(seen.task.role),
    }


def _limit(work: Work, case: Case, process: Process, row: Deadline) -> Limit:
    step = process.steps.get(row.step or "")
    return Limit(
        row.kind,
        labelled(step, "name") if step else "",
        row.due_on,
        row.due_at,
        row.state,
        row.basis,
        row.provisional,
        lights.light(work.now, _yellow_at(case, row), row.due_at),
        days_left(work, row.due_on),
    )


def _yellow_at(case: Case, row: Deadline) -> datetime | None:
    return case.yellow_at if row.kind == "promised" else None


def _diagram(case: Case, process: Process, entries: Sequence[Entry]) -> dict[str, Any]:
    current, passed = _places(case, process), telling.passed(entries)
    return {
        "url": url_for("pages.processes.file", key=case.process, number=case.version, name=DIAGRAM),
        "current": sorted(current),
        "passed": sorted(passed - current),
        "steps": [
            {"name": labelled(step, "name"), "state": _state(step.id, current, passed)}
            for step in process.steps.values()
            if step.kind in LISTED and (case.ended_at is None or step.id in passed)
        ],
    }


def _places(case: Case, process: Process) -> set[str]:
    """Return where the case stands; the frame around its steps is no place of its own."""
    inner = {one for one in case.tokens if process.steps[one].kind != "subProcess"}
    return inner or set(case.tokens)


def _state(step: str, current: set[str], passed: set[str]) -> str:
    if step in current:
        return "current"
    return "passed" if step in passed else "ahead"
