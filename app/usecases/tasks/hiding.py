"""What was said in a case that somebody must not know: yet, or because it is a department's own."""

from collections.abc import Iterable, Sequence

from app.storage.case.cases import Case
from app.storage.case.history import Entry
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.work import Work
from engine.people import Actor
from engine.process import Process, Step

OUTCOMES = (
    *("opinion.", "silence.", "absence."),
    *("question.upward", "question.taken_up", "question.sent_back"),
    *("question.raised", "question.forwarded"),
)
"""Facts of the history that tell what a department said, or that it said nothing."""
DOING = "task."
"""Facts of the history that tell who does what."""


def kept_from(work: Work, case: Case, rows: Iterable[Task]) -> bool:
    """Whether others' opinions are kept from somebody until their department has given its own.

    Source: the setting ``others = hidden``; features C6.
    """
    return any(
        one.closed_at is None
        and (one.department in work.actor.departments or work.actor.asked(one.role, one.department))
        and _hides(work, case, one)
        for one in rows
    )


def keeps(task: Task, actor: Actor, secret: bool) -> bool:
    """Whether a task is one of those whose answer somebody must not know yet.

    :param secret: others' opinions are kept from them.
    """
    said = "opinion" in task.settings or "sign" in task.settings
    return secret and said and task.department not in actor.departments


def is_inner(work: Work, case: Case, task: Task) -> bool:
    """Whether a task is a step another department does for itself, on the way to its opinion.

    Whoever sees all cases sees these, too.

    Source: features C5 (一审一核 is seen by its own department alone).
    """
    actor = work.actor
    if task.department is None or task.department in actor.departments or actor.sees_all:
        return False
    if "opinion" in task.settings:
        return False
    return any("opinion" in settings for settings in _beside(work, case, task))


def known_as(work: Work, case: Case, task: Task) -> Step | None:
    """Return what others are told of a task that a department does in turn with further ones.

    :returns: the activity of all of them; none where the task is told as it is.

    Source: features C5 (others see one line for the department); decision 188.
    """
    actor = work.actor
    if task.department is None or task.department in actor.departments or actor.sees_all:
        return None
    steps = _beside(work, case, task)
    if len(steps) < 2 or not any("opinion" in settings for settings in steps):
        return None
    own, path = work.process(case.process_digest), task.path or []
    if path and path[0] in own.definition.joint:
        return own.steps.get(own.definition.joint[path[0]])
    process = work.process_of(task, case)
    return process.steps.get(process.definition.joint[task.step])


def readable(work: Work, case: Case, entries: Sequence[Entry]) -> list[Entry]:
    """Return the history without what its reader must not know of other departments."""
    told = [*entries]
    if work.actor.sees_all or not any("task" in entry.details for entry in told):
        return told
    rows = case_tasks.of_case(work.session, case.id)
    secret = kept_from(work, case, rows)
    inner = {one.id for one in rows if is_inner(work, case, one)}
    unsaid = {one.id for one in rows if keeps(one, work.actor, secret)}
    return [entry for entry in told if not _is_kept(entry, inner, unsaid)]


def _is_kept(entry: Entry, inner: set[str], unsaid: set[str]) -> bool:
    task = str(entry.details.get("task"))
    if entry.what.startswith(OUTCOMES):
        return task in unsaid
    return entry.what.startswith(DOING) and task in inner


def _hides(work: Work, case: Case, task: Task) -> bool:
    if task.settings.get("others") == "hidden":
        return True
    return any(one.get("others") == "hidden" for one in _beside(work, case, task))


def _beside(work: Work, case: Case, task: Task) -> list[dict[str, str]]:
    """Return the settings of the steps a department does in turn, this one among them.

    There are none where it is asked for one step only.
    """
    process, path = work.process_of(task, case), task.path
    if path and path[0] in work.process(case.process_digest).definition.joint:
        return [dict(step.settings) for step in process.steps.values()]
    return _within(process, task.step)


def _within(process: Process, step: str) -> list[dict[str, str]]:
    joint = process.definition.joint
    stage = joint.get(step, step)
    if stage == step:
        return []
    inside = (one for one, of in joint.items() if of == stage and one in process.steps)
    return [dict(process.steps[one].settings) for one in inside]
