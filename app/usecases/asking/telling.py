"""What is told of a question: in the history, to those asked, and to whoever asked."""

from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.joint.questions import HIGHER, PARTY, Question
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases import announcing
from app.usecases.work import Work
from engine.people import APPLICANT

ANSWERS = ("answered", "rerouted", "taken_up", "sent_back")
"""What is done about a question with words of its own."""


def fact(question: Question, task: Task, what: str) -> Fact:
    """Return the fact that something was done about a question.

    What people wrote stands in the question; the history keeps its fingerprint.

    :param what: of ``asked``, ``answered``, ``withdrawn``, ``over``; ``elsewhere`` and
        ``rerouted`` where a task is another department's; ``linked`` for a new link; ``raised`` and
        ``forwarded`` of what goes to a higher authority; ``upward``, ``taken_up`` and
        ``sent_back`` of the opinion that it must.
    """
    words = question.answer if what in ANSWERS else question.text
    details = {
        "question": question.id,
        "task": task.id,
        "addressee": question.addressee,
        "department": question.passed_to or question.department,
        "receiver": question.body,
        "reason": digest_of(words),
        "came_on": question.came_on.isoformat() if question.came_on else None,
    }
    told = {key: said for key, said in details.items() if said is not None}
    return Fact(f"question.{what}", task.step, told)


def those_asked(work: Work, case: Case, question: Question, task: Task, what: str) -> None:
    """Tell whoever is asked: the party of the case, or everybody in the department.

    :param what: ``asked`` or ``withdrawn``.
    """
    told = _as_asked(question) if what == "asked" else what
    notice, key = f"notice.question_{told}", str(question.id)
    said: dict[str, Any] = {"text": question.text, "by": question.asker_name, "task": task.name}
    said["question"] = question.id
    if question.addressee == PARTY:
        row = announcing.row_of(work, case, f"{notice}_party", key)
        announcing.write(work, [row | {"group": APPLICANT, "params": said}])
        return
    if question.upward is not None and what == "withdrawn":
        announcing.to_groups(work, case, notice, said, [task.group])
    row = announcing.row_of(work, case, notice, key)
    announcing.write(
        work,
        [
            row | {"key": f"{row['key']}:{one.id}", "person_id": one.id, "params": said}
            for one in asked(work, question.department)
        ],
    )


def _as_asked(question: Question) -> str:
    if question.upward is not None:
        return "upward"
    return "elsewhere" if question.elsewhere else "asked"


def lead(work: Work, case: Case, question: Question, task: Task) -> None:
    """Tell the lead department that an authority above decides on a matter of another one."""
    said = {"text": question.text, "by": question.asker_name, "task": task.name}
    said |= {"body": question.body or ""}
    if task.department != case.lead_department:
        announcing.to_groups(work, case, "notice.question_raised", said, [announcing.leads(case)])


def asker(work: Work, case: Case, question: Question, task: Task) -> None:
    """Tell whoever has the task now that the answer is there, and the lead that sent it up."""
    said = {"text": question.answer, "by": work.actor.name, "task": task.name, "task_id": task.id}
    if task.assignee_id is not None:
        announcing.to_person(work, case, "notice.question_answered", said, task.assignee_id)
    else:
        announcing.to_groups(work, case, "notice.question_answered", said, [task.group])
    if question.upward is not None and question.addressee == HIGHER and question.asker_id:
        announcing.to_person(work, case, "notice.question_answered", said, question.asker_id)


def party_of_reply(work: Work, case: Case, question: Question) -> None:
    """Tell the applicant that the authority above has replied; what it said stays in the office.

    Source: facts 2.4.3 (the applicant is told within two working days of the reply); decision 213.
    """
    row = announcing.row_of(work, case, "notice.authority_replied", str(question.id))
    announcing.write(work, [row | {"group": APPLICANT, "params": {"body": question.body or ""}}])


def asked(work: Work, department: str | None) -> list[Person]:
    """Return who can answer for a department: everybody who has a post there, but for the asker."""
    if department is None:
        return []
    me = person_id_of(work.actor)
    found = people.of_department(work.session, department, work.today)
    return [one for one in found if one.id != me]
