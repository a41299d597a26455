"""What a case waits for: limits that are told to pass, messages, errors, ends."""

from datetime import timedelta

import pytest

from engine.change import Message
from engine.errors import Broken, Conflict
from engine.rules.timers import Rule
from engine.run import Run
from tests.engine.drawing import TERMINATE, Drawing, loop, properties, timer


def with_limit(cause, interrupting=True):
    drawing = Drawing().start().user("work").user("urge").end("done").end("urged")
    drawing.border("late", "work", cause, interrupting)
    return drawing.flow("start", "work", "done").flow("late", "urge", "urged")


@pytest.mark.parametrize(
    ("text", "field", "rule", "follows"),
    [
        ("P5D", "timeDuration", Rule("duration", "P5D"), False),
        ("=naturaldays(60)", "timeDuration", Rule("natural_days", "60"), True),
        ("=months(6)", "timeDuration", Rule("months", "6"), True),
        ("=workhours(item.days)", "timeDuration", Rule("working_hours", "20"), True),
        ("=halfdays(1)", "timeDate", Rule("half_days", "1"), True),
        ("=workdays(5)", "timeDuration", Rule("working_days", "5"), True),
        ("=workdays(item.days)", "timeDuration", Rule("working_days", "20"), True),
        ('=duration("P1DT2H")', "timeDuration", Rule("duration", "P1DT7200S"), False),
        ('=duration("P2M")', "timeDuration", Rule("duration", "P2M"), False),
        ('=date("2026-05-01")', "timeDate", Rule("instant", "2026-05-01T00:00:00+08:00"), False),
        ("2026-05-01T08:00:00Z", "timeDate", Rule("instant", "2026-05-01T08:00:00+00:00"), False),
        ("R3/P1D", "timeCycle", Rule("cycle", "R3/P1D"), False),
        ("R5/workdays(2)", "timeCycle", Rule("cycle", "R5/workdays(2)"), True),
    ],
)
def test_a_limit_begins_with_its_step_and_says_its_rule(start, at, text, field, rule, follows):
    run = start(with_limit(timer(text, field)).process(), item={"days": 20})

    assert [(one.step, one.rule, one.from_, one.follows_clock) for one in run.change.started] == [
        ("late", rule, at, follows)
    ]


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("P5D", "timeDuration", "true"),
        ("=workdays(5)", "timeDuration", "false"),
        ("2026-05-01T08:00:00Z", "timeDate", "true"),
        ("R5/workdays(2)", "timeCycle", "false"),
    ],
)
def test_a_setting_says_whether_pauses_move_a_timer_decision_5(start, text, field, said):
    drawing = Drawing().start().user("work").end()
    event = {"attachedToRef": "work", "cancelActivity": "false"}
    follows = properties({"follows_clock": said})
    drawing.element("boundaryEvent", "late", follows, timer(text, field), **event)
    drawing.flow("start", "work", "end").flow("late", "end")

    assert start(drawing.process()).change.started[0].follows_clock == (said == "true")


def test_working_days_may_count_from_another_day(start):
    run = start(with_limit(timer('=workdays(5, date("2026-02-27"))')).process())

    assert run.change.started[0].from_.isoformat() == "2026-02-27T00:00:00+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "=item.nothing",
        "=workdays(0)",
        "=workdays(item.days)",
        "=months(121)",
        "=workhours(1.5)",
        "=true",
        '="P5WD"',
        '=duration("-P1D")',
    ],  # fmt: skip
)
def test_a_limit_that_says_nothing_is_an_incident(at, text):
    process = with_limit(timer(text)).process()

    with pytest.raises(Broken, match="The timer “late” has no limit"):
        Run.start(process, {}, {"days": 2601}, at)


def test_time_alone_moves_nothing(start, at):
    run = start(with_limit(timer("PT1M")).process())

    run.at = at + timedelta(days=999)

    assert run.steps() == ["work"]
    assert [one.id for one in run.loaded.timers()] == [run.change.started[0].id]


def test_an_interrupting_limit_withdraws_the_step(start):
    run = start(with_limit(timer("P5D")).process())
    work = run.task("work").id

    change = run.late("late")

    assert change.closed == (work,)
    assert change.stopped == ()
    assert run.steps() == ["urge"]


def test_a_limit_that_does_not_interrupt_asks_besides(start):
    run = start(with_limit(timer("P5D"), interrupting=False).process())

    change = run.late("late")

    assert change.closed == ()
    assert run.steps() == ["work", "urge"]
    assert run.do("work").ended is None
    assert run.do("urge").ended == "urged"


def test_a_step_done_in_time_stops_its_limit(start):
    run = start(with_limit(timer("P5D")).process())
    limit = run.change.started[0].id

    assert run.do("work").stopped == (limit,)
    with pytest.raises(Conflict) as refusal:
        run.loaded.pass_timer(limit, run.at)
    assert refusal.value.code == "timer.stopped"


def test_a_cycle_comes_again_under_a_new_id_until_it_is_spent(start, at):
    run = start(with_limit(timer("R2/P1D", "timeCycle"), interrupting=False).process())
    first = run.change.started[0]

    run.at = at + timedelta(days=3)
    second = run.late("late").started[0]
    last = run.late("late")

    assert second.rule == Rule("cycle", "R2/2/P1D")
    assert second.from_ == at
    assert second.id != first.id
    assert last.started == ()
    assert run.steps() == ["work", "urge", "urge"]
    assert [one.step for one in last.passed] == ["late"]


def test_a_turn_that_stands_for_others_leaves_their_count_and_the_next_on_the_grid_c09(start, at):
    run = start(with_limit(timer("R10/PT1H", "timeCycle"), interrupting=False).process())
    first, loaded = run.change.started[0], run.loaded

    change = loaded.pass_timer(first.id, at + timedelta(hours=6, minutes=30), turns=6)

    (following,) = change.started
    assert (following.rule, following.from_) == (Rule("cycle", "R10/7/PT1H"), at)
    assert loaded.names(change.opened[0].id)["late"] == {"turn": 6, "covers": 6}
    assert [one.step for one in change.passed] == ["late"]


def test_what_a_turn_of_a_cycle_asked_for_stays_when_the_step_is_done(start):
    run = start(with_limit(timer("R3/P1D", "timeCycle"), interrupting=False).process())
    run.late("late")
    run.late("late")

    change = run.do("work")

    assert (change.closed, len(change.stopped), change.ended) == ((), 1, None)
    assert run.steps() == ["urge", "urge"]


def test_a_message_that_does_not_interrupt_may_come_again(start):
    drawing = Drawing().start().user("work").user("urge").end("done").end("urged")
    drawing.border("asked", "work", drawing.message("hurry"), interrupting=False)
    drawing.flow("start", "work", "done").flow("asked", "urge", "urged")
    run = start(drawing.process())

    run.move("message", "hurry", {"n": 1})
    run.move("message", "hurry", {"n": 2})

    assert run.steps() == ["work", "urge", "urge"]
    assert run.do("work").closed == ()
    assert run.data()["asked"] == {"n": 2}


@pytest.fixture
def withdrawable():
    inside = Drawing().start("in").gateway("parallel", "split").user("a").user("b")
    inside.border("b_late", "b", timer("P1D")).end("in_end").end("b_over")
    inside.flow("in", "split", "a", "in_end").flow("split", "b", "in_end").flow("b_late", "b_over")
    drawing = Drawing()
    drawing.start().sub("body", inside).border("withdrawal", "body", drawing.message("withdrawn"))
    drawing.border("far", "body", timer("=workdays(20)"), interrupting=False)
    drawing.user("urge").end("urged").end("withdrawn", outcome="withdrawn_by_party").end("granted")
    drawing.flow("start", "body", "granted").flow("withdrawal", "withdrawn")
    return drawing.flow("far", "urge", "urged")


def test_a_withdrawal_cancels_everything_and_its_limits(start, withdrawable):
    run = start(withdrawable.process())
    asked = {task.id for task in run.change.opened}
    limits = {one.id for one in run.change.started}

    change = run.move("message", "withdrawn", {"reason": "moved away"})

    assert set(change.closed) == asked
    assert set(change.stopped) == limits
    assert (change.ended, change.outcome) == ("withdrawn", "withdrawn_by_party")
    assert run.loaded.tokens() == ()
    assert run.data()["withdrawal"] == {"reason": "moved away"}


def test_a_message_nobody_waits_for_is_a_conflict(start, withdrawable):
    run = start(withdrawable.process())
    run.do("a")
    run.do("b")

    assert run.loaded.awaited() == ()
    with pytest.raises(Conflict) as refusal:
        run.loaded.message("withdrawn", {}, run.at)
    assert refusal.value.code == "message.not_awaited"


def test_a_sub_process_goes_on_when_all_within_it_is_done(start, withdrawable):
    run = start(withdrawable.process())

    assert run.loaded.tokens() == ("body", "a", "b")
    assert [wait.name for wait in run.loaded.awaited()] == ["withdrawn"]
    run.do("a")
    assert run.do("b").ended == "granted"


def test_an_error_is_caught_at_the_nearest_border_that_wants_it(start):
    inside, drawing = Drawing(), Drawing()
    inside.start("in").user("try_it").end("in_end", drawing.error("no_match"))
    inside.flow("in", "try_it", "in_end")
    middle = Drawing().start("mid").sub("inner", inside).end("mid_end")
    middle.border("other", "inner", drawing.error("something_else")).end("other_end")
    middle.flow("mid", "inner", "mid_end").flow("other", "other_end")
    drawing.start().sub("outer", middle).border("caught", "outer", drawing.error("no_match"))
    drawing.user("mend").end("mended").end().flow("start", "outer", "end")
    run = start(drawing.flow("caught", "mend", "mended").process())

    run.do("try_it")

    assert run.steps() == ["mend"]
    assert run.loaded.tokens() == ("mend",)
    assert run.do("mend").ended == "mended"


def test_an_error_nobody_catches_is_an_incident(start):
    drawing = Drawing()
    drawing.start().user("try_it").end("failed", drawing.error("no_match"))
    run = start(drawing.flow("start", "try_it", "failed").process())

    with pytest.raises(Broken, match="Nobody catches the error “no_match” of “failed”"):
        run.loaded.complete(run.task("try_it").id, {}, run.at)


def test_a_terminating_end_withdraws_what_still_goes_on(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b")
    drawing.end("stop", TERMINATE).end().flow("start", "split", "a", "stop")
    run = start(drawing.flow("split", "b", "end").process())
    other = run.task("b").id

    change = run.do("a")

    assert (change.ended, change.closed) == ("stop", (other,))


def test_of_several_awaited_events_the_first_wins_each_with_its_own_limit(start):
    drawing = Drawing()
    drawing.start().gateway("eventBased", "either").end("told").end("early").end("late")
    drawing.element("intermediateCatchEvent", "report", inner=drawing.message("report"))
    drawing.element("intermediateCatchEvent", "soon", inner=timer("P1D"))
    drawing.element("intermediateCatchEvent", "then", inner=timer("P10D"))
    drawing.flow("start", "either", "report", "told").flow("either", "soon", "early")
    run = start(drawing.flow("either", "then", "late").process())
    soon, then = run.change.started

    change = run.move("pass_timer", soon.id)

    assert (soon.rule.value, then.rule.value) == ("P1D", "P10D")
    assert (change.ended, change.stopped) == ("early", (then.id,))


def test_a_thrown_message_is_told(start):
    drawing = Drawing()
    drawing.start().element("intermediateThrowEvent", "tell", inner=drawing.message("published"))
    run = start(drawing.user("wait").end().flow("start", "tell", "wait", "end").process())

    assert run.change.messages == (Message("published"),)


def test_a_terminating_end_within_a_sub_process_ends_only_that(start):
    inside = Drawing().start("in").gateway("parallel", "split").user("a").user("b")
    inside.end("stop", TERMINATE).end("in_end").flow("in", "split", "a", "stop")
    inside.flow("split", "b", "in_end")
    drawing = Drawing().start().sub("body", inside).user("next").end()
    run = start(drawing.flow("start", "body", "next", "end").process())

    run.do("a")

    assert run.steps() == ["next"]
    assert run.loaded.tokens() == ("next",)


def test_a_limit_on_a_step_of_several_withdraws_them_all(start):
    drawing = Drawing().start().user("ask", loop=loop(output="said")).end().end("over")
    drawing.border("late", "ask", timer("P5D")).flow("start", "ask", "end").flow("late", "over")
    run = start(drawing.process(), item={"departments": ["fire", "roads"]})
    run.do("ask")

    change = run.late("late")

    assert (len(change.closed), change.ended) == (1, "over")


def test_a_sub_process_may_be_gone_through_again(start):
    inside = Drawing().start("in").user("ask").end("in_end").flow("in", "ask", "in_end")
    drawing = Drawing().start().gateway("exclusive", "again").sub("body", inside)
    drawing.gateway("exclusive", "more", "out").end().flow("start", "again", "body", "more")
    drawing.flow("more", "again", when="=ask.more").flow("more", "end", id="out")
    run = start(drawing.process())

    first = run.task("ask").id
    run.do("ask", more=True)

    assert run.steps() == ["ask"]
    assert run.task("ask").id != first
    assert run.do("ask", more=False).ended == "end"


def test_a_wait_in_the_flow_goes_on_when_it_is_told(start):
    drawing = Drawing().start().element("intermediateCatchEvent", "wait", inner=timer("P7D"))
    run = start(drawing.end().flow("start", "wait", "end").process())

    assert run.loaded.tokens() == ("wait",)
    assert run.late("wait").ended == "end"


def test_what_is_awaited_is_told_once_and_taken_back_when_it_no_longer_counts(start, withdrawable):
    run = start(withdrawable.process())
    (wait,) = run.change.listening

    assert run.loaded.awaited() == (wait,)
    assert (wait.step, wait.name, wait.kind, wait.key) == (
        "withdrawal",
        "withdrawn",
        "message",
        None,
    )
    assert run.do("a").listening == run.change.deaf == ()
    assert run.do("b").deaf == (wait.id,)


def test_a_message_that_reached_its_wait_is_told_as_over(start, withdrawable):
    run = start(withdrawable.process())
    (wait,) = run.change.listening

    assert run.move("message", "withdrawn", {}).deaf == (wait.id,)
