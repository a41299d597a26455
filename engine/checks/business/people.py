"""Every task is asked of exactly one group that exists."""

import re
from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.known import Known
from engine.people import APPLICANT

NOBODY = Rule(
    "business.no_group",
    "nobody is asked to do it",
    'write <zeebe:assignmentDefinition candidateGroups="department/role"/>, or put it into a lane',
)
SEVERAL = Rule(
    "business.several_groups",
    "%(groups)s are several groups; one task is asked of one",
    "draw a task for each, or a multi-instance over the departments",
)
UNREADABLE = Rule(
    "business.group_unreadable",
    "%(group)r is no group",
    "write role, department/role, or an expression that begins with =",
)
DEPARTMENT = Rule(
    "business.unknown_department",
    "there is no department %(department)s",
    "choose one of the office's departments",
)
ROLE = Rule(
    "business.unknown_role", "there is no role %(role)s", "choose one of the office's roles"
)
EMPTY = Rule(
    "business.empty_group",
    "nobody holds the post %(group)s now",
    "give the post to somebody first, or ask another group",
)
UNJUDGED_LANE = Rule(
    "business.lane_role",
    "the id of the lane, %(lane)s, is no role",
    "give the lane the code of a role as its id; its name is the label",
)

ASKED = ("userTask", "manualTask")
"""Steps that somebody is asked to do."""
CODE = r"[a-z][a-z0-9_]*"
POST = re.compile(rf'^=.*\+\s*"/(?P<role>{CODE})"\s*$', re.DOTALL)
"""An expression that asks one post in departments which only the case tells."""
LEAD = re.compile(rf'^=\s*item\.lead_department\s*\+\s*"/(?P<role>{CODE})"\s*$')
"""An expression that asks a post of the department that leads."""
GROUP = re.compile(rf"(?:(?P<department>{CODE})/)?(?P<role>{CODE})")


def group_of(diagram: Diagram, task: Element) -> str:
    """Return who is asked, as written: by the task itself or else by its lane."""
    asked = task.extension("assignmentDefinition")
    said = asked.get("candidateGroups").strip() if asked is not None else ""
    lane = diagram.lane_of(task)
    return said or (lane.id if lane is not None else "")


def of_office(diagram: Diagram, step: Element) -> bool:
    """Whether somebody of the office is asked at a step: what a party answers decides nothing."""
    return step.kind in ASKED and group_of(diagram, step) != APPLICANT


def groups(diagram: Diagram, known: Known) -> Iterator[Finding]:
    """Yield tasks that nobody, several groups, or strangers are asked to do."""
    for task in diagram.of(*ASKED):
        group = group_of(diagram, task)
        asked = task.extension("assignmentDefinition")
        if not group and asked is None:
            yield NOBODY.at(task)
        elif group and not group.startswith("="):
            rule = UNREADABLE if asked is not None else UNJUDGED_LANE
            yield from _group(task, group, known, rule)
        elif (post := POST.search(group)) and known.groups is not None:
            held = any(each.endswith(f"/{post['role']}") for each in known.groups)
            if not held:
                yield EMPTY.softly(False).at(task, group=f"…/{post['role']}")


def heirs(task: Element, group: str, known: Known) -> Iterator[Finding]:
    """Yield why a group cannot be asked where another did not answer: nobody works in it."""
    post = POST.search(group)
    if not group.startswith("="):
        yield from _group(task, group, known, UNREADABLE)
    elif post and known.groups is not None and not _held(group, post["role"], known):
        yield EMPTY.softly(known.complete).at(task, group=f"…/{post['role']}")


def _held(group: str, role: str, known: Known) -> bool:
    """Whether somebody holds a post: in the department that leads, if it is meant and known."""
    held = known.groups or frozenset()
    lead = known.item.lead_department if known.item is not None and LEAD.match(group) else None
    return f"{lead}/{role}" in held if lead else any(each.endswith(f"/{role}") for each in held)


def _group(task: Element, group: str, known: Known, unreadable: Rule) -> Iterator[Finding]:
    parts = GROUP.fullmatch(group)
    if "," in group:
        yield SEVERAL.at(task, groups=group)
    elif parts is None:
        yield unreadable.at(task, group=group, lane=group)
    elif group != APPLICANT:
        department, role = parts["department"], parts["role"]
        stranger = known.departments is not None and department not in known.departments
        unheard = known.roles is not None and role not in known.roles
        if department and stranger:
            yield DEPARTMENT.softly(known.complete).at(task, department=department)
        if unheard:
            yield ROLE.softly(known.complete).at(task, role=role)
        known_group = not unheard and not (department and stranger)
        if known_group and known.groups is not None and group not in known.groups:
            yield EMPTY.softly(known.complete).at(task, group=group)
