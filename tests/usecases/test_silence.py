"""Silence and absence: what counts where a department misses a step, and what it still owes."""

from functools import partial

import pytest
from sqlalchemy import delete, update

from app.storage.case.history import Fact, write
from app.storage.case.papers import Paper
from app.storage.clock import silences
from app.storage.clock.silences import Silence
from app.storage.desk import waiting
from app.storage.desk.tasks import Task
from app.usecases import timing
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.tasks import claiming, supplying
from app.usecases.tasks.supplying import Supplied
from engine import Process, stories
from engine.errors import Conflict, Invalid, NotAllowed
from engine.stories import Story
from engine.stories.telling import moment
from tests.usecases import drawing
from tests.usecases.desk import CLOCK
from tests.usecases.racing import at_once, done, refused

LIST = "《超时默认事项清单》"
AGREE = {"silence": "agree", "silenceBasis": LIST}
ESCALATE = {
    "silence": "escalate",
    "silenceBasis": LIST,
    "silenceTo": '=department + "/approver"',
}
LEAD = {"silence": "lead", "silenceBasis": LIST, "silenceTo": '=item.lead_department + "/approver"'}
ABSENT = {"absence": "agree", "absenceBasis": "《联合踏勘缺席默认规则》"}
LATE = Supplied("disagree", "消防通道宽度不足")


@pytest.fixture
def asked(desk):
    """Hands in a case whose two opinions are asked for on Wednesday 2026-09-23."""

    def handed_in(declared):
        drawing.publish(desk, drawing.two_opinions(**declared))
        desk.wait_until("2026-09-23T10:00")
        desk.hand_in({}, item="two_opinions")
        return desk

    return handed_in


@pytest.fixture
def missed(asked):
    """Hands in a case and lets the limit of both opinions pass."""

    def passed(declared, until="2026-09-30T00:00"):
        desk = asked(declared)
        desk.wait_until(until)
        desk.pass_due()
        return desk

    return passed


def kept(desk, department="fire"):
    """What is kept of the task that a department missed."""
    task = desk.task("opine", department, closed=True)
    with desk.look() as work:
        return silences.of_task(work.session, task.id)


def supply(desk, who="pengchao", said=LATE, department="fire"):
    return desk.do(who, supplying.supply_opinion, kept(desk, department).task_id, said)


def papers(desk):
    rows = desk.all(desk._of_case(Paper).filter_by(kind="DEFAULT_NOTICE"))
    return [one.content["missed"] for one in rows]


def facts(desk, what):
    return [entry for entry in desk.history() if entry.what == what]


def told(desk, group):
    return [one.what for one in desk.notices() if one.group == group]


def test_silence_agrees_after_the_last_day_d_28(missed):
    desk = missed(AGREE)

    task, silence = desk.task("opine", "fire", closed=True), kept(desk)
    assert (task.closing, task.answers) == ("silent", {"opinion": "deemed_agree"})
    assert (str(silence.due_on), silence.basis) == ("2026-09-29", LIST)
    assert silence.missed_at == moment("2026-09-30T00:00")
    assert [one.step for one in desk.tasks()] == ["decide"]
    assert desk.breaches() == []


def test_silence_is_kept_with_the_group_and_whoever_had_claimed_the_task(asked):
    desk = asked(AGREE)
    desk.do("pengchao", claiming.claim, desk.task("opine", "fire").id)
    desk.wait_until("2026-09-30T00:00")
    desk.pass_due()

    silence = kept(desk)
    assert (silence.department, silence.group, silence.holder_name) == (
        "fire",
        "fire/examiner",
        "彭超",
    )
    (fact,) = (one for one in facts(desk, "silence.agree") if one.details["holder"])
    assert (fact.details["basis"], fact.details["group"]) == (LIST, "fire/examiner")


def test_the_limit_of_a_silent_step_has_passed_and_is_not_met(missed):
    desk = missed(AGREE)

    assert {one.state for one in desk.deadlines(kind="step", step="opine")} == {"fired"}
    assert {one.state for one in desk.deadlines(kind="silence")} == {"fired"}


def test_silence_is_told_on_paper_with_department_day_rule_and_duty(missed):
    desk = missed(AGREE)

    paper = next(one for one in papers(desk) if one["department"] == "消防救援大队")
    assert (paper["step"], paper["due_on"], paper["basis"]) == ("opine", "2026-09-29", LIST)
    assert (paper["kind"], paper["owed_on"]) == ("silence", "2026-10-08")
    assert "notice.agree.own" in told(desk, "fire/examiner")
    assert told(desk, "market_regulation/approver").count("notice.agree") == 2


def test_absence_agrees_as_absent_and_names_the_department(missed):
    desk = missed(ABSENT)

    assert desk.task("opine", "fire", closed=True).answers == {"opinion": "absent_agree"}
    assert {one["kind"] for one in papers(desk)} == {"absence"}
    assert facts(desk, "absence.agree")
    assert desk.breaches() == []


def test_escalated_the_head_of_the_department_is_asked_with_a_new_limit(missed):
    desk = missed(ESCALATE)

    first, now = desk.task("opine", "fire", closed=True), desk.task("opine", "fire")
    assert (first.closing, first.answers) == ("handed_on", None)
    assert (now.group, now.scope, str(now.due_on)) == ("fire/approver", first.scope, "2026-10-10")
    assert kept(desk).heir_id == now.id
    assert papers(desk) == []
    assert "notice.escalate" in told(desk, "fire/approver")
    assert desk.breaches() == []


def test_handed_to_the_lead_it_answers_in_place_of_the_silent(missed):
    desk = missed(LEAD)
    tasks = {one.id: one for one in desk.tasks("opine")}
    mine = tasks[kept(desk).heir_id]

    desk.do("zhangzhiyuan", drawing.say, mine.id, "agree")

    assert {one.group for one in tasks.values()} == {"market_regulation/approver"}
    assert [one["outcome"] for one in papers(desk)] == ["lead", "lead"]
    assert kept(desk).owed_on is not None
    assert desk.breaches() == []


def test_what_was_handed_on_only_marks_when_it_is_late_again(missed):
    desk = missed(ESCALATE)
    desk.wait_until("2026-10-11T00:00")

    desk.pass_due()

    assert desk.task("opine", "fire").group == "fire/approver"
    assert desk.deadlines(kind="silence", state="running") == []


def test_a_late_opinion_is_due_one_working_day_after_the_default_t_44(missed):
    desk = missed(AGREE)

    owed = desk.deadlines(kind="late_opinion")
    assert {str(one.due_on) for one in owed} == {"2026-10-08"}
    assert kept(desk).owed_until == moment("2026-10-09T00:00")


def test_a_late_opinion_stands_beside_the_deemed_one_and_moves_nothing(missed):
    desk = missed(AGREE)
    before = desk.case().tokens

    supply(desk)

    silence = kept(desk)
    assert (silence.opinion, silence.in_time, silence.supplied_by_name) == (
        "disagree",
        True,
        "彭超",
    )
    assert desk.task("opine", "fire", closed=True).answers == {"opinion": "deemed_agree"}
    assert desk.case().tokens == before
    assert {one.state for one in desk.deadlines(kind="late_opinion")} == {"met", "running"}
    assert "notice.supplied" in told(desk, "market_regulation/approver")


def test_an_opinion_that_comes_after_its_day_is_taken_and_told_as_late(missed):
    desk = missed(AGREE)
    desk.wait_until("2026-10-09T00:00")
    desk.pass_due()

    supply(desk)

    assert kept(desk).in_time is False
    assert "notice.still_owed" in told(desk, "fire/examiner")
    assert facts(desk, "opinion.supplied")[0].details["in_time"] is False


def test_only_the_group_that_was_asked_supplies_and_only_once(missed):
    desk = missed(AGREE)

    with pytest.raises(NotAllowed):
        supply(desk, "zhangzhiyuan")
    supply(desk)
    with pytest.raises(Conflict, match="before"):
        supply(desk, "zenghui")


@pytest.mark.parametrize("said", [Supplied("deemed_agree"), Supplied("disagree")])
def test_a_late_opinion_is_one_a_person_can_give_with_its_reason_art_38(missed, said):
    desk = missed(AGREE)

    with pytest.raises(Invalid):
        supply(desk, said=said)

    assert kept(desk).supplied_at is None


def test_a_department_whose_head_answers_owes_nothing_else(missed):
    desk = missed(ESCALATE)

    with pytest.raises(Conflict, match="Nothing is owed"):
        supply(desk)


def test_an_answer_in_the_last_moment_is_an_answer(asked):
    desk = asked(AGREE)
    desk.wait_until("2026-09-29T23:59")
    desk.do("pengchao", drawing.say, desk.task("opine", "fire").id, "disagree")
    desk.wait_until("2026-09-30T00:00")

    desk.pass_due()

    assert kept(desk) is None
    assert kept(desk, "commerce") is not None


def test_who_answers_after_silence_counted_is_told_that_the_limit_has_passed(missed):
    desk = missed(AGREE)
    task = desk.task("opine", "fire", closed=True)

    with pytest.raises(Conflict) as refused:
        desk.do("pengchao", drawing.say, task.id, "agree")

    assert refused.value.code == "task.missed"


def test_nothing_is_owed_to_a_case_that_ended_undecided(missed):
    desk = missed(AGREE)
    with desk.work("pengchao") as work:
        case = silences.owed(work.session, work.actor)[0][2]
        assert waiting.counts(work.session, work.actor, work.now, decides=False)["owed"] == 1
        case.ended_at, case.outcome = work.now, "withdrawn"
        work.session.flush()

        assert silences.owed(work.session, work.actor) == []
        assert waiting.counts(work.session, work.actor, work.now, decides=False)["owed"] == 0
        with pytest.raises(Conflict, match="ended"):
            supplying.supply_opinion(work, kept(desk).task_id, LATE)


def test_while_the_clock_stands_nobody_is_silent_art_45(asked):
    desk = asked(AGREE)
    task = desk.task("opine", "fire").id
    with desk.work("zhangzhiyuan") as work:
        case = work.hold(task).case
        case.accepted_on = work.today
    desk.do("wangjianguo", pausing.pause_case, desk.number, Wish("testing", 5, "消防检测"))
    desk.wait_until("2026-09-30T00:00")

    assert "opine" not in desk.pass_due()
    assert {one.state for one in desk.deadlines(kind="silence")} == {"paused"}


def test_a_department_that_answers_as_its_limit_passes_has_one_opinion(asked):
    desk = asked(AGREE)
    task = desk.task("opine", "fire")
    limit = next(one for one in desk.deadlines(kind="silence") if one.task_id == task.id)
    desk.wait_until("2026-09-30T00:00")

    results = at_once(
        partial(desk.do, "pengchao", drawing.say, task.id, "disagree"),
        partial(desk.do, CLOCK, timing.pass_deadline, limit.case_id, limit.id),
    )

    (closed,) = desk.tasks("opine", "fire", closed=True)
    assert (len(done(results)), len(refused(results))) == (1, 1)
    assert (kept(desk) is not None) == (closed.closing == "silent")
    assert desk.breaches() == []


@pytest.mark.parametrize("declared", [AGREE, ABSENT, ESCALATE, LEAD])
def test_the_engine_and_the_office_tell_the_same_story(missed, declared):
    desk = missed(declared)
    process = Process.read(drawing.files_of(drawing.two_opinions(**declared)))
    item = {"lead_department": "market_regulation"}
    start = {"at": "2026-09-23T10:00", "application": {}}
    story = Story("silent", item, start, ({"until": "2026-09-30T00:00"},))

    with desk.look() as work:
        played = stories.play(process, story, work.calendar)

    assert played.faults == ()
    assert played.asks == tuple(sorted({one.step for one in desk.tasks()}))


def tampered(desk, statement):
    with desk.work(CLOCK) as work:
        work.session.execute(statement)
    return {breach.partition(" ")[0] for breach in desk.breaches()}


@pytest.mark.parametrize(
    "statement",
    [
        delete(Silence).where(Silence.department == "fire"),
        update(Silence).values(outcome="lead"),
        update(Silence).values(kind="absence"),
        update(Silence).values(supplied_at=moment("2026-09-30T09:00")),
        delete(Paper).where(Paper.kind == "DEFAULT_NOTICE"),
        update(Task).where(Task.department == "fire").values(closing="withdrawn"),
    ],
)
def test_verify_sees_a_silence_that_is_not_kept_told_or_made_up_once_i2(missed, statement):
    desk = missed(AGREE)
    assert desk.breaches() == []

    assert "I2" in tampered(desk, statement)


def test_a_late_opinion_that_is_told_twice_is_seen_i2(missed):
    desk = missed(AGREE)
    supply(desk)
    assert desk.breaches() == []

    with desk.work(CLOCK) as work:
        held = work.hold(number=desk.number)
        again = Fact("opinion.supplied", "opine", {"task": kept(desk).task_id})
        write(work.session, held.case, [again], CLOCK, work.now)

    assert any("supplied 2 times" in breach for breach in desk.breaches())
