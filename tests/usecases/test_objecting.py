"""A department that objects says why, or its objection counts as the step says: feature C3."""

import pytest

from app.usecases.tasks import reviewing
from engine import stories
from engine.errors import Invalid
from engine.people import Actor
from engine.process import Process
from engine.rules.calendar import WorkCalendar
from engine.stories import Story
from tests.usecases import drawing

FORM = b"""{"id": "answer", "type": "default", "schemaVersion": 16, "components": [
  {"type": "textfield", "id": "a", "key": "opinion", "label": "opinion"},
  {"type": "textarea", "id": "b", "key": "reason", "label": "reason"},
  {"type": "textarea", "id": "c", "key": "legal_basis", "label": "basis"}]}"""
UNTIL = "=decided(any agrees(opinions, allAsked))"
BASIS = "《消防法》第十五条"


@pytest.fixture
def asked(desk):
    """Hands in a case whose departments are asked for opinions."""

    def hand_in(**settings):
        drawing.shelve(desk, drawing.two_opinions(**settings), form=FORM)
        desk.hand_in({}, item="two_opinions")
        return desk

    return hand_in


def object_(desk, department="fire", **answers):
    """Say no; return what was kept of it."""
    task = desk.task("opine", department).id
    actor = Actor("x", "审查人", pairs={(department, "examiner")})
    desk.do(actor, reviewing.complete_task, task, {"opinion": "disagree", **answers})
    return desk.task("opine", department, closed=True).answers


def test_an_objection_without_reason_and_basis_is_refused_at_once(asked):
    desk = asked()

    with pytest.raises(Invalid) as refused:
        object_(desk)

    places = [fault.place for fault in refused.value.faults]
    assert places == ["answers.reason", "answers.legal_basis"]
    assert desk.task("opine", "fire").closed_at is None


def test_an_objection_with_both_is_taken(asked):
    kept = object_(asked(), reason="疏散宽度不足", legal_basis=BASIS)

    assert (kept["opinion"], kept["legal_basis"]) == ("disagree", BASIS)


@pytest.mark.parametrize("given", [{}, {"reason": "疏散宽度不足"}, {"legal_basis": BASIS}])
def test_where_the_step_says_so_half_an_objection_counts_as_agreement(asked, given):
    desk = asked(unreasoned="agree")

    kept = object_(desk, **given)

    assert (kept["opinion"], kept["said"]) == ("agree", "disagree")
    assert "opinion.unreasoned" in desk.told()
    assert desk.breaches() == []


def test_the_engine_and_the_office_count_the_same(asked):
    desk, answers = asked(unreasoned="agree"), {"opinion": "disagree"}
    object_(desk)
    drawn = drawing.two_opinions(unreasoned="agree", until=UNTIL)
    process = Process.read(drawing.files_of(drawn) | {"answer.form": FORM})
    steps = ({"do": "opine", "department": "fire", "answers": answers},)
    start = {"at": "2026-03-02T09:00", "application": {}}

    played = stories.play(process, Story("objecting", {}, start, steps), WorkCalendar())

    assert (played.faults, played.asks) == ((), ("decide",))
