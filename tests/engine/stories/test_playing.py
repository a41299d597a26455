"""Stories come as promised, or say what came instead."""

import json
from datetime import date

import pytest

from engine import stories
from engine.rules.calendar import WorkCalendar
from engine.stories import Story
from tests.engine.drawing import Drawing, loop, timer

CALENDAR = WorkCalendar({}, [2026])
FORM = json.dumps(
    {
        "type": "default",
        "components": [
            {
                "type": "radio",
                "key": "outcome",
                "label": "Outcome",
                "values": [{"label": "yes", "value": "yes"}, {"label": "no", "value": "no"}],
                "validate": {"required": True},
            }
        ],
    }
).encode()


@pytest.fixture(scope="module")
def permit():
    """Accept; two departments examine and approve; the head explains what takes too long."""
    inside = Drawing().start("in").user("examine", '=department + "/examiner"', sign="examine")
    inside.user("approve", '=department + "/approver"', sign="approve", limit="3").end("in_end")
    inside.flow("in", "examine", "approve", "in_end")
    each = loop(output="opinions", result="=examine.outcome")
    drawing = Drawing()
    drawing.start().user("accept", form="ask", milestone="accepted").sub("review", inside, each)
    drawing.border("overdue", "review", timer("=workdays(20)"), interrupting=False)
    drawing.border("withdrawal", "review", drawing.message("withdrawn"))
    drawing.user("explain", "head").end("explained").end("withdrawn")
    drawing.element("serviceTask", "file_it", '<zeebe:taskDefinition type="archive"/>')
    drawing.user("correct", "applicant", clock="pause").end("granted")
    drawing.flow("start", "accept", "review", "correct", "file_it", "granted")
    drawing.flow("overdue", "explain", "explained").flow("withdrawal", "withdrawn")
    return drawing.process(ask__form=FORM)


ACCEPT = {"do": "accept", "answers": {"outcome": "yes"}}


@pytest.fixture
def play(permit):
    """Plays steps from Monday 2 March 2026."""

    def played(*steps, **promises):
        item = {"statutory_days": 20, "promised_days": 5, "departments": ["fire", "roads"]}
        start = {"at": "2026-03-02T09:00", "application": {}}
        story = Story("a story", item, start, steps, **promises)
        return stories.play(permit, story, CALENDAR)

    return played


def codes(played):
    return [(fault.place, fault.code) for fault in played.faults]


def examined(department, by="li"):
    return {"do": "examine", "department": department, "by": by}


def approved(department, by="wang"):
    return {"do": "approve", "department": department, "by": by}


ALL = (ACCEPT, examined("fire"), examined("roads"), approved("fire"), approved("roads"))
TO_THE_END = (*ALL, {"do": "correct"}, {"job": "archive"})


def test_a_story_is_kept_when_it_comes_as_promised(play):
    dates = {"statutory": date(2026, 3, 30), "promised": date(2026, 3, 9)}

    played = play(*TO_THE_END, ends="granted", dates=dates)

    assert played.kept
    assert played.ended == played.outcome == "granted"
    assert played.asks == ()


def test_a_played_story_can_be_read_with_its_dates(play):
    again = ACCEPT | {"refused": "task.closed"}

    told = str(play(ACCEPT, again, examined("fire"), {"wait": "20wd"}, ends="granted"))

    assert told.splitlines() == [
        "NOT KEPT: a story",
        "  2026-03-02 09:00  start",
        "  2026-03-02 09:00  do accept",
        "  2026-03-02 09:00  do accept, refused: task.closed",
        "  2026-03-02 09:00  do examine fire by li",
        "  2026-03-31 00:00  passed overdue",
        "  at the end: approve, examine, explain",
        "  accepted: 2026-03-02",
        "  approve: 2026-03-05",
        "  promised: 2026-03-09",
        "  statutory: 2026-03-30",
        "  FAULT ends: The story should end with “granted”, but is at: approve, examine, explain",
    ]


def test_open_steps_are_compared_whatever_their_order(play):
    assert play(ACCEPT, examined("fire"), asks=("approve", "examine")).kept
    assert codes(play(ACCEPT, asks=("approve",))) == [("asks", "story.asks")]


def test_another_end_and_another_day_are_told(play):
    played = play(ACCEPT, ends="granted", dates={"statutory": date(2026, 3, 27)})

    assert codes(played) == [("ends", "story.ends"), ("dates.statutory", "story.date")]
    assert "is at: examine" in str(played.faults[0])
    assert "should be 2026-03-27, not 2026-03-30" in str(played.faults[1])


def test_a_date_nobody_knows_is_told(play):
    assert codes(play(dates={"statutory": date(2026, 3, 30)})) == [
        ("dates.statutory", "story.date")
    ]


@pytest.mark.parametrize(
    ("wait", "asks"),
    [
        ({"wait": "20wd"}, ("examine", "explain")),
        ({"wait": "19wd"}, ("examine",)),
        ({"wait": "P28D"}, ("examine",)),
        ({"wait": "workdays(20)"}, ("examine", "explain")),
        ({"wait": "naturaldays(25)"}, ("examine",)),
        ({"wait": "months(1)"}, ("examine", "explain")),
        ({"wait": "workhours(136)"}, ("examine",)),
        ({"wait": "halfdays(40)"}, ("examine",)),
        ({"wait": "P29D"}, ("examine", "explain")),
        ({"until": "2026-03-30T23:59"}, ("examine",)),
        ({"until": "2026-03-31"}, ("examine", "explain")),
    ],
)
def test_a_wait_lets_limits_pass_at_the_end_of_their_last_day(play, wait, asks):
    assert play(ACCEPT, wait, asks=asks).kept


def test_what_passes_is_noted_at_its_own_moment(play):
    played = play(ACCEPT, {"until": "2026-05-01T12:00"})

    passed = next(entry for entry in played.entries if entry.what == "passed")
    assert (passed.name, passed.at.isoformat()) == ("overdue", "2026-03-31T00:00:00+08:00")


def test_a_pause_puts_off_limits_and_dates(play):
    steps = [{"until": "2026-03-09T10:00"}, {"pause": "expert_review"}]
    steps += [{"until": "2026-03-23T10:00"}, {"resume": True}]

    played = play(ACCEPT, *steps, {"wait": "14wd"})

    assert played.asks == ("examine",)
    assert played.dates["statutory"] == date(2026, 4, 13)


def test_a_step_may_stop_the_clock_while_it_is_open(play):
    played = play(*ALL, {"until": "2026-03-12T10:00"}, {"do": "correct"})

    assert played.dates["statutory"] == date(2026, 4, 9)


def test_an_open_step_with_a_limit_has_a_date(play):
    assert play(ACCEPT, examined("fire")).dates["approve"] == date(2026, 3, 5)


@pytest.mark.parametrize(
    "step",
    [
        {"do": "accept", "answers": {"outcome": "maybe"}, "refused": "answers.invalid"},
        {"do": "accept", "answers": {}, "refused": "answers.invalid"},
        {"do": "examine", "refused": "task.closed"},
        {"message": "withdrawn", "refused": "message.not_awaited"},
        {"job": "archive", "refused": "job.closed"},
    ],
)
def test_a_promised_refusal_is_kept_and_changes_nothing(play, step):
    played = play(step, ACCEPT)

    assert played.kept
    assert played.entries[1].refused == step["refused"]


def test_who_examined_must_not_approve(play):
    same = approved("fire", "li") | {"refused": "signature.same_person"}

    assert play(ACCEPT, examined("fire", "li"), same, approved("fire", "wang")).kept
    assert play(
        ACCEPT, examined("roads", "li"), examined("fire", "bo"), approved("fire", "li")
    ).kept


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"do": "explain"}, "story.refused"),
        ({"do": "accept", "answers": {"outcome": "never"}}, "story.refused"),
        (ACCEPT | {"refused": "answers.invalid"}, "story.not_refused"),
        ({"until": "2026-03-01"}, "story.refused"),
        ({"wait": "a while"}, "story.refused"),
    ],
)
def test_a_step_that_comes_otherwise_ends_the_story_with_its_place(play, step, code):
    assert codes(play(step, ACCEPT, ends="granted")) == [("steps.0", code)]


def test_a_step_asked_of_several_needs_its_department(play):
    assert codes(play(ACCEPT, {"do": "examine"})) == [("steps.1", "story.refused")]


def test_an_incident_is_told(permit):
    start = {"at": "2026-03-02T09:00", "application": {}}

    played = stories.play(permit, Story("a story", {}, start, (ACCEPT,)), CALENDAR)

    assert codes(played) == [("steps.0", "story.broken")]


def test_a_message_ends_the_case(play):
    assert play(ACCEPT, {"message": "withdrawn"}, ends="withdrawn").kept


def test_an_application_that_is_refused_begins_nothing():
    drawing = Drawing().start(form="ask").user("check").end().flow("start", "check", "end")
    process = drawing.process(ask__form=FORM)
    start = {"at": "2026-03-02", "application": {}, "refused": "answers.invalid"}

    played = stories.play(process, Story("a story", {}, start), CALENDAR)

    assert played.kept
    assert (played.asks, played.ended) == ((), None)


def test_a_story_may_come_through_called_processes():
    called = Drawing("called").start("begin").user("inside", form="ask").end("done")
    files = {"process.bpmn": called.flow("begin", "inside", "done").xml(), "ask.form": FORM}
    drawing = Drawing("main").start().call("call", "called", "deployment").end()
    process = drawing.flow("start", "call", "end").process()
    beside = stories.Neighbours({"called": files}.get)
    start = {"at": "2026-03-02", "application": {}}

    def played(answers):
        steps = ({"do": "inside", "answers": answers},)
        return stories.play(process, Story("a story", {}, start, steps), CALENDAR, beside)

    assert played({"outcome": "yes"}).ended == "end"
    assert codes(played({"outcome": "nonsense"})) == [("steps.0", "story.refused")]


@pytest.mark.parametrize(
    ("step", "ends"),
    [
        ({"message": "reply", "key": "BJ-1"}, "replied"),
        ({"message": "reply", "key": "BJ-2", "refused": "message.not_awaited"}, None),
        ({"signal": "stop", "payload": {"why": "holiday"}}, "stopped"),
        ({"job": "ask", "error": "closed"}, "failed"),
    ],
)
def test_a_story_tells_messages_with_keys_signals_and_jobs_that_fail(step, ends):
    drawing = Drawing().start().element("serviceTask", "ask", '<zeebe:taskDefinition type="t"/>')
    drawing.border("replied_to", "ask", drawing.message("reply", "=application.number"))
    drawing.border("heard", "ask", drawing.signal("stop")).border(
        "f", "ask", drawing.error("closed")
    )
    drawing.end("replied").end("stopped").end("failed").end().flow("start", "ask", "end")
    drawing.flow("replied_to", "replied").flow("heard", "stopped").flow("f", "failed")
    begin = {"at": "2026-03-02T09:00", "application": {"number": "BJ-1"}}

    played = stories.play(drawing.process(), Story("told", {}, begin, (step,)), CALENDAR)

    assert (played.ended, played.faults) == (ends, ())


def review(department):
    steps = (("examine", "zhao"), ("approve", "qian"))
    return [{"do": step, "department": department, "by": by} for step, by in steps]


def test_a_story_returns_a_step_and_asks_some_again(play):
    asked_back = {"return": "examine", "from": "approve", "department": "fire", "by": "qian"}
    steps = [ACCEPT, review("fire")[0], asked_back, *review("fire"), *review("roads")]

    assert play(*steps, asks=("correct",)).kept
    assert play(*steps, {"reopen": "review", "instances": ["roads"]}, asks=("examine",)).kept


def test_a_story_tells_who_cannot_return(play):
    refused = {"return": "review", "from": "accept", "refused": "return.not_passed"}

    assert play(refused, asks=("accept",)).kept
