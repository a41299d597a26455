"""The lead does not follow an objection: with reasons, in time, else it is coordinated (C11)."""

import pytest

from app.storage.case.papers import Paper
from app.usecases.tasks import reviewing
from engine.people import Actor
from tests.engine.overridable import FORM, overridable
from tests.usecases import drawing

WHY = "涉及的疏散宽度已由审图机构复核，符合标准"
LEAD = Actor("x", "首席代表", pairs={("market_regulation", "approver")})


@pytest.fixture
def objected(desk):
    """Fire objects; the lead is to weigh it."""
    drawing.shelve(desk, overridable(), form=FORM)
    desk.hand_in({}, item="overridable")
    fire = Actor("x", "审查人", pairs={("fire", "examiner")})
    answers = {"opinion": "disagree", "reason": "疏散宽度不足"}
    desk.do(fire, reviewing.complete_task, desk.task("opine", "fire").id, answers)
    return desk


def weigh(desk, opinion):
    answers = {"opinion": opinion, "reason": WHY}
    desk.do(LEAD, reviewing.complete_task, desk.task("weigh").id, answers)


def test_an_objection_ends_the_vote_and_gives_the_lead_ten_days(objected):
    limits = {row.kind: row for row in objected.deadlines(state="running")}

    assert [task.step for task in objected.tasks()] == ["weigh"]
    assert limits["timer"].due_at == limits["step"].due_at
    assert limits["timer"].rule_value == "10"


def test_the_lead_overrides_with_reasons_on_paper_and_a_notice(objected):
    weigh(objected, "override")

    (paper,) = objected.all(objected._of_case(Paper).filter_by(kind="OVERRIDE_NOTICE"))
    said = [(one["department"], one["reason"]) for one in paper.content["objections"]]
    told = [one for one in objected.notices() if one.what == "notice.overridden"]
    assert said == [("消防救援大队", "疏散宽度不足")]
    assert paper.content["answers"]["reason"] == WHY
    assert [(one.group, one.params["reason"]) for one in told] == [("fire/examiner", WHY)]
    assert [task.step for task in objected.tasks()] == ["decide"]
    assert objected.breaches() == []


def test_otherwise_the_conflict_is_coordinated(objected):
    weigh(objected, "coordinate")

    assert [task.step for task in objected.tasks()] == ["coordinate"]
    assert objected.all(objected._of_case(Paper).filter_by(kind="OVERRIDE_NOTICE")) == []


def test_after_ten_days_the_conflict_is_coordinated(objected):
    objected.wait_until("2026-03-13T00:00")
    objected.pass_all()

    assert [task.step for task in objected.tasks()] == ["coordinate"]
    assert objected.breaches() == []
