"""Traps of SpiffWorkflow: limits, ids, and what a step costs."""

from datetime import datetime, timedelta
from importlib.metadata import version

import pytest
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from engine.errors import Conflict, Invalid
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import due_at, turns_due
from engine.run import Run
from tests.databases import ROOT
from tests.engine.drawing import Drawing, timer
from tests.engine.traps.drawn import THREE, departments, row


def with_limits(**limits):
    drawing = Drawing().start().user("ask").end().flow("start", "ask", "end")
    for name, (text, field, interrupting) in limits.items():
        drawing.border(name, "ask", timer(text, field), interrupting).user(f"{name}_task")
        drawing.flow(name, f"{name}_task", "end")
    return drawing.process()


def test_trap_28_a_moment_without_zone_is_refused_and_a_date_is_of_the_office(start, at):
    process = with_limits(late=('=date("2026-05-01")', "timeDate", True))

    with pytest.raises(Invalid, match="zone"):
        with_limits(late=("2026-05-01T09:00:00", "timeDate", True))
    with pytest.raises(ValueError, match="aware"):
        Run.start(process, {}, {}, datetime(2026, 3, 2))  # noqa: DTZ001 - no zone: that is tested
    assert start(process).loaded.timers()[0].rule.value == "2026-05-01T00:00:00+08:00"


def test_trap_29_turns_missed_in_an_outage_come_once(start, at):
    run = start(with_limits(remind=("R9/PT1H", "timeCycle", False)))
    run.at = at + timedelta(hours=5)

    (missed,) = run.loaded.timers()
    turns = turns_due(missed.rule, missed.from_, run.at, WorkCalendar())
    run.move("pass_timer", missed.id, turns=turns)

    assert (turns, run.steps()) == (5, ["ask", "remind_task"])
    (waiting,) = run.loaded.timers()
    assert due_at(waiting.rule, waiting.from_, WorkCalendar()) == at + timedelta(hours=6)


def test_trap_30_once_the_last_limit_has_passed_no_reminder_comes(start):
    run = start(
        with_limits(remind=("P10D", "timeDuration", False), overdue=("P15D", "timeDuration", True))
    )
    reminder = next(one for one in run.loaded.timers() if one.step == "remind")

    run.late("overdue")

    with pytest.raises(Conflict):
        run.loaded.pass_timer(reminder.id, run.at)
    assert run.steps() == ["overdue_task"]


def test_trap_35_what_is_open_has_the_same_id_after_every_load(start):
    run = start(departments().process(), item=THREE)
    before = run.change.opened, run.change.started

    for _ in range(2):
        run.state = run.loaded.save()

    assert (run.loaded.open_tasks(), run.loaded.timers()) == before


def test_trap_36_a_finished_sub_process_is_forgotten(start):
    run = start(departments().process(), item=THREE)

    for _ in THREE["departments"]:
        run.do("examine")

    assert len(list(run.loaded.workflow.parts)) == 1
    assert len(list(run.loaded.workflow.tokens())) < 5


def test_trap_37_no_move_searches_its_token_in_every_part(start, monkeypatch):
    run = start(departments().process(), item=THREE)
    monkeypatch.delattr(BpmnWorkflow, "get_task_from_id")

    for _ in THREE["departments"]:
        run.do("examine")

    assert run.do("sum_up").ended == "end"


def test_trap_38_a_message_nobody_waits_for_is_a_conflict_and_the_run_goes_on(start):
    run = start(row("ask").process())

    with pytest.raises(Conflict) as refusal:
        run.loaded.message("withdrawn", {}, run.at)

    assert refusal.value.code == "message.not_awaited"
    assert run.do("ask").ended == "end"


def test_trap_39_the_version_we_know_the_traps_of_is_pinned():
    pinned = f"SpiffWorkflow == {version('SpiffWorkflow')}"

    assert pinned in (ROOT / "setup.cfg").read_text(encoding="utf-8")
    assert version("SpiffWorkflow").encode() in Run.save.__globals__["codec"].ENGINE.encode()
