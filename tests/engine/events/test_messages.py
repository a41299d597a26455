"""Messages: awaited by name and key, thrown for others to carry."""

import pytest

from engine.change import Message
from engine.errors import Broken, Conflict, Invalid
from engine.run import Run
from tests.engine.drawing import Drawing, loop

KEY = "=application.number"


def catching(key=KEY):
    drawing = Drawing()
    drawing.start().element("intermediateCatchEvent", "reply", inner=drawing.message("reply", key))
    return drawing.user("next").end().flow("start", "reply", "next", "end")


def bordered(interrupting=True):
    inside = Drawing().start("in").user("a").end("in_end").flow("in", "a", "in_end")
    drawing = Drawing().start().sub("body", inside).user("look").end().end("looked")
    drawing.border("more", "body", drawing.message("more", KEY), interrupting)
    return drawing.flow("start", "body", "end").flow("more", "look", "looked")


@pytest.mark.parametrize(("value", "key"), [("BJ-1", "BJ-1"), (5, "5"), (12.5, "12.5")])
def test_the_key_of_a_wait_is_settled_when_it_begins(start, value, key):
    run = start(catching().process(), {"number": value})

    assert [wait.key for wait in run.change.listening] == [key]
    assert run.move("message", "reply", {"text": "yes"}, key=key).opened[0].step == "next"
    assert run.data()["reply"] == {"text": "yes"}


def test_a_key_stays_what_it_was_when_its_data_change(start):
    drawing, key = Drawing(), '=if ask = null then "before" else "after"'
    drawing.start().gateway("parallel", "both").user("ask").end()
    drawing.element("intermediateCatchEvent", "reply", inner=drawing.message("reply", key))
    drawing.flow("start", "both", "ask", "end").flow("both", "reply", "end")
    run = start(drawing.process())
    (wait,) = run.change.listening

    run.do("ask", more=1)

    assert run.loaded.awaited() == (wait,)
    assert wait.key == "before"


@pytest.mark.parametrize("key", ["other", None])
def test_a_message_with_another_key_is_not_awaited(start, key):
    run = start(catching().process(), {"number": "BJ-1"})

    with pytest.raises(Conflict) as refusal:
        run.loaded.message("reply", {}, run.at, key)
    assert refusal.value.code == "message.not_awaited"


def test_a_message_with_a_key_does_not_reach_a_wait_without_one(start):
    run = start(catching(key=None).process())

    with pytest.raises(Conflict):
        run.loaded.message("reply", {}, run.at, "BJ-1")
    assert run.move("message", "reply", {}).opened[0].step == "next"


@pytest.mark.parametrize("value", [None, True, "", ["BJ-1"], {"a": 1}])
def test_a_key_that_is_neither_text_nor_number_is_an_incident(at, value):
    with pytest.raises(Broken, match="“reply” is neither text nor number"):
        Run.start(catching().process(), {"number": value}, {}, at)


def test_a_key_that_is_no_feel_is_refused():
    with pytest.raises(Invalid, match="needs FEEL that begins with ="):
        catching(key="BJ-1").process()


def test_a_message_on_a_border_withdraws_the_step(start):
    run = start(bordered().process(), {"number": "BJ-1"})
    (asked,), (wait,) = run.change.opened, run.change.listening

    change = run.move("message", "more", {}, key="BJ-1")

    assert (change.closed, change.deaf) == ((asked.id,), (wait.id,))
    assert run.steps() == ["look"]
    assert run.do("look").ended == "looked"


def test_a_message_that_does_not_interrupt_is_awaited_again_under_the_same_id(start):
    run = start(bordered(interrupting=False).process(), {"number": "BJ-1"})
    waits = run.loaded.awaited()

    for _ in range(2):
        change = run.move("message", "more", {}, key="BJ-1")
        assert (change.closed, change.deaf, change.listening) == ((), (), ())

    assert sorted(run.steps()) == ["a", "look", "look"]
    assert run.loaded.awaited() == waits
    assert run.do("a").deaf == (waits[0].id,)
    assert run.steps() == ["look", "look"]


def test_each_instance_waits_with_its_own_key(start):
    inside = Drawing().start("in").end("in_end")
    reply = inside.message("reply", "=department")
    inside.element("intermediateCatchEvent", "reply", inner=reply).flow("in", "reply", "in_end")
    many = loop(output="said", result="=reply.text")
    drawing = Drawing().start().sub("each", inside, many).end().flow("start", "each", "end")
    run = start(drawing.process(), item={"departments": ["fire", "roads"]})

    run.move("message", "reply", {"text": "no"}, key="roads")
    assert [wait.key for wait in run.loaded.awaited()] == ["fire"]
    assert run.move("message", "reply", {"text": "yes"}, key="fire").ended == "end"
    assert run.data()["said"] == ["yes", "no"]


def test_of_several_waits_for_one_message_the_first_may_withdraw_the_others(start):
    drawing = Drawing().start().user("a").end().end("over")
    for id_ in ("first", "second"):
        drawing.border(id_, "a", drawing.message("stop"))
    drawing.flow("start", "a", "end").flow("first", "over").flow("second", "over")
    run = start(drawing.process())

    change = run.move("message", "stop", {"why": "late"})

    assert [one.step for one in change.passed] == ["first", "over"]
    assert "second" not in run.data()
    assert len(change.deaf) == 2


def throwing(kind):
    told = '<zeebe:publishMessage correlationKey="=application.to" timeToLive="P30D"/>'
    told += '<zeebe:ioMapping><zeebe:input source="=1 + 1" target="n"/></zeebe:ioMapping>'
    drawing = Drawing()
    drawing.start().element(kind, "tell", told, drawing.message("published"))
    if kind == "endEvent":
        return drawing.flow("start", "tell")
    return drawing.end().flow("start", "tell", "end")


@pytest.mark.parametrize("kind", ["intermediateThrowEvent", "endEvent"])
def test_a_message_is_thrown_with_what_it_carries_its_key_and_how_long_it_lives(start, kind):
    run = start(throwing(kind).process(), {"to": "BJ-2"})

    assert run.change.messages == (Message("published", {"n": 2}, "BJ-2", lives="P30D"),)
    assert run.change.ended in ("tell", "end")


def test_a_key_of_a_thrown_message_that_says_nobody_is_an_incident(at):
    with pytest.raises(Broken, match="“tell” is neither text nor number"):
        Run.start(throwing("endEvent").process(), {}, {}, at)


def test_a_message_the_run_itself_awaits_comes_through_whoever_carries_it(start):
    drawing = Drawing().start().gateway("parallel", "both").user("ask").end("told")
    drawing.element("intermediateThrowEvent", "tell", inner=drawing.message("reply"))
    drawing.element("intermediateCatchEvent", "reply", inner=drawing.message("reply")).end()
    drawing.flow("start", "both", "ask", "tell", "told").flow("both", "reply", "end")
    run = start(drawing.process())

    (thrown,) = run.do("ask").messages

    assert [wait.step for wait in run.loaded.awaited()] == ["reply"]
    assert run.move("message", thrown.name, thrown.payload).ended == "end"
