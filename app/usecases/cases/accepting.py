"""The window checks what was handed in: material by material, and everything told at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.storage.case import applications, materials
from app.storage.case.cases import Case
from app.storage.case.papers import Paper
from app.storage.office.items import Item
from app.usecases.cases import promising
from app.usecases.tasks import reviewing
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotFound
from engine.rules import corrections
from engine.rules.corrections import Point

POINTS, MATERIAL, WHAT = "points", "material", "what"
COMPLETE, MISSING, WRONG, LATER = "complete", "missing", "wrong", "later"
PROMISED = "promised"
VERDICTS = (COMPLETE, MISSING, WRONG, LATER, PROMISED)
"""``later`` is for what is optional, ``promised`` for what may follow by a day."""


@dataclass(frozen=True)
class Verdict:
    """What the window says of one material.

    :param note: what is missing or wrong and how to put it right; for the applicant.
    :param until: the last day of what is promised.
    """

    said: str
    note: str = ""
    until: date | None = None


def check(
    work: Work,
    task_id: str,
    answers: dict[str, Any],
    verdicts: Mapping[str, Verdict],
    revision: int | None = None,
) -> Case:
    """Answer a check of materials; what is missing or wrong becomes the points to correct.

    :param verdicts: by the code of the material.
    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was already done, withdrawn or changed.
    :raises Invalid: acceptance of what is incomplete, a promise that may not be given, a
        correction without a point or told late, or answers that do not fit the form; everything
        at once, nothing is stored.

    Source: Administrative Licensing Law, Art. 32(1)(4) and (5); features L22 (what is promised).
    """
    if (held := work.hold(task_id)) is None:
        raise NotFound("task.unknown", "There is no such task.")
    case = held.case
    faults = _contradictions(work, case, answers, verdicts)
    faults += _promise(work, case, answers, verdicts)
    told = with_points(answers, verdicts)
    if answers.get("outcome") == "correct":
        faults += _told_late(work, case, told.get(POINTS, []))
    try:
        moved = reviewing.complete_task(work, task_id, told, revision)
    except Invalid as refusal:
        told_by_form = _at_notes(refusal.faults, _marked(verdicts), _names(work, case))
        raise Invalid(refusal.code, refusal.message, [*told_by_form, *faults]) from refusal
    if faults:
        raise Invalid("answers.invalid", "Please correct the marked answers.", faults)
    return moved


def with_points(answers: dict[str, Any], verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    """Return the answers with a point for every material that is missing or wrong."""
    if answers.get("outcome") != "correct":
        return {key: value for key, value in answers.items() if key != POINTS}
    rows = [row for row in answers.get(POINTS, []) if any(row.values())]
    marked = [{MATERIAL: code, WHAT: verdicts[code].note} for code in _marked(verdicts)]
    return answers | {POINTS: [*marked, *rows]}


def _marked(verdicts: Mapping[str, Verdict]) -> list[str]:
    return [code for code, verdict in verdicts.items() if verdict.said in {MISSING, WRONG}]


def _names(work: Work, case: Case) -> dict[str, str]:
    item = work.session.get_one(Item, case.item_code)
    return {one["code"]: one["name"] for one in item.materials}


def _at_notes(
    faults: Iterable[Fault], marked: Sequence[str], names: Mapping[str, str]
) -> list[Fault]:
    """Tell what is wrong with a point that came from a note where the note was written."""
    told: dict[str, Fault] = {}
    for fault in faults:
        place = fault.place.removeprefix(f"answers.{POINTS}.").partition(".")[0]
        number = int(place) if place.isdecimal() else len(marked)
        if number < len(marked):
            code = marked[number]
            message = "“%(material)s”: say what is missing or wrong, and how to put it right."
            params = {"material": names.get(code, code)}
            fault = Fault(f"notes.{code}", "correction.no_text", message, params)
        told.setdefault(fault.place, fault)
    return list(told.values())


def _contradictions(
    work: Work, case: Case, answers: Mapping[str, Any], verdicts: Mapping[str, Verdict]
) -> list[Fault]:
    """What is said of the materials must fit the outcome."""
    item, faults = work.session.get_one(Item, case.item_code), []
    for one in item.materials:
        verdict, place = verdicts.get(one["code"]), f"verdicts.{one['code']}"
        if verdict is None:
            continue
        if verdict.said in {MISSING, WRONG} and answers.get("outcome") == "accept":
            message = "“%(material)s” is not complete: ask for its correction, or do not accept."
            faults.append(Fault(place, "material.not_complete", message, {"material": one["name"]}))
        if verdict.said == LATER and one["required"]:
            message = "“%(material)s” is required and may not follow later."
            if one["tolerance"]:
                message = "“%(material)s” is required: it follows only where it is promised."
            faults.append(Fault(place, "material.required", message, {"material": one["name"]}))
    return faults


def _promise(
    work: Work, case: Case, answers: Mapping[str, Any], verdicts: Mapping[str, Verdict]
) -> list[Fault]:
    """Take the promises of a case that is accepted; return what may not be promised like this."""
    said = {code: one for code, one in verdicts.items() if one.said == PROMISED}
    if not said or answers.get("outcome") != "accept":
        return []
    message = "Give the day until which it is promised."
    places = [f"verdicts.{code}" for code, one in said.items() if one.until is None]
    if places:
        return [Fault(place, "promise.no_day", message) for place in places]
    try:
        days = {code: one.until for code, one in said.items() if one.until is not None}
        promising.promise(work, case.number or "", days)
    except Invalid as refusal:
        moved = {one.place: one.place.replace("promises.", "verdicts.") for one in refusal.faults}
        return [replace(one, place=moved[one.place]) for one in refusal.faults]
    return []


def _told_late(work: Work, case: Case, points: list[dict[str, Any]]) -> list[Fault]:
    """Refuse a point that could have been told with an earlier notice."""
    earlier = _earlier(work, case)
    try:
        corrections.check_points([_point(row) for row in points], earlier, _changed(work, case))
    except Invalid as refusal:
        if refusal.code == "correction.empty":
            return [Fault("answers.points", refusal.code, refusal.message)]
        return [one for one in refusal.faults if one.code == "correction.told_late"]
    return []


def _earlier(work: Work, case: Case) -> list[Point]:
    rows = work.session.scalars(
        select(Paper).filter_by(case_id=case.id, kind="CORRECTION_NOTICE")
    ).all()
    return [_point(row) for paper in rows for row in paper.content["answers"].get(POINTS, [])]


def _point(row: Mapping[str, Any]) -> Point:
    return Point(f"materials.{row.get(MATERIAL, '')}", str(row.get(WHAT, "")))


def _changed(work: Work, case: Case) -> set[str]:
    """Return the places that differ from what was handed in first."""
    versions = applications.of_case(work.session, case)
    first, files = versions[0], materials.of_case(work.session, case.id)
    newer = {f"materials.{one.code}" for one in files if one.added_at > first.submitted_at}
    differing = {key for key in case.answers if case.answers[key] != first.answers.get(key)}
    return newer | {f"answers.{key}" for key in differing}
