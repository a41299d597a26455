"""Call activities: another process within this one, saved and loaded at every wait."""

import pytest

from engine.errors import Broken, Invalid
from engine.run import Run
from tests.engine.drawing import TERMINATE, Drawing, loop, timer
from tests.engine.shelf import Shelf


def one_task(key="called", step="inside", **given):
    drawing = Drawing(key).start("begin").user(step, **given).end("done")
    return drawing.flow("begin", step, "done").process()


def caller(key="called", called_by="main", **given):
    drawing = Drawing(called_by).start().call("call", key, **given).user("after").end()
    return drawing.flow("start", "call", "after", "end")


def test_a_called_process_is_part_of_the_run(start):
    called = one_task()
    run = start(caller().process(), library=Shelf(called))

    (task,) = run.loaded.open_tasks()
    assert (task.step, task.path, task.process) == ("inside", ("call",), called.digest)
    assert run.loaded.tokens() == ("call", "call/inside")

    run.do("inside", said="yes")
    (task,) = run.loaded.open_tasks()
    assert (task.step, task.path, task.process) == ("after", (), run.process.digest)
    assert run.do("after").ended == "end"


def test_what_is_passed_inside_says_where(start):
    run = start(caller().process(), library=Shelf(one_task()))

    change = run.do("inside")

    passed = [(step.step, step.path) for step in change.passed]
    assert passed == [("inside", ("call",)), ("done", ("call",)), ("call", ())]


def test_a_called_process_sees_what_it_is_given_and_nothing_else(start):
    given = {"fee": "=first.fee * 2", "more": "=fee + 1"}
    drawing = Drawing("main").start().user("first").call("call", "called", inputs=given).end()
    process = drawing.flow("start", "first", "call", "end").process()
    run = start(process, {"name": "茶"}, {"code": "tea"}, Shelf(one_task()))

    run.do("first", fee=5, secret=True)

    seen = run.loaded.names(run.task("inside").id)
    assert seen == {"fee": 10, "more": 11, "application": {"name": "茶"}, "item": {"code": "tea"}}


def test_only_what_the_call_asks_for_comes_back(start):
    process = caller(outputs={"verdict": "=inside.said", "fee": "=1 + 2"}).process()
    run = start(process, library=Shelf(one_task()))

    run.do("inside", said="yes", secret=True)

    assert run.data() == {"verdict": "yes", "fee": 3}


def test_latest_is_the_newest_when_the_token_comes(start):
    drawing = Drawing("main").start().user("first").call("call", "called").end()
    process = drawing.flow("start", "first", "call", "end").process()
    run = start(process, library=Shelf(one_task()))

    run.library.publish(one_task(step="newer"))
    run.do("first")

    assert run.steps() == ["newer"]


def test_a_version_bound_by_deployment_is_that_of_the_start_of_the_case(start):
    middle = caller("inner", "middle", binding="deployment").process()
    drawing = Drawing("main").start().user("first").call("call", "middle", "deployment").end()
    process = drawing.flow("start", "first", "call", "end").process()
    inner = one_task("inner")
    run = start(process, library=Shelf(middle, inner))
    newer = caller("inner", "middle", binding="latest").user("more").process()

    run.library.publish(one_task("inner", "newer")).publish(newer)
    assert run.loaded.digests() == {process.digest, middle.digest, inner.digest}
    run.do("first")

    assert run.task("inside").path == ("call", "call")
    assert run.task("inside").process == inner.digest


def test_what_a_newer_version_calls_by_deployment_is_bound_when_it_is_called(start):
    drawing = Drawing("main").start().user("first").call("call", "middle").end()
    process = drawing.flow("start", "first", "call", "end").process()
    run = start(process, library=Shelf(one_task("middle")))
    middle = caller("inner", "middle", binding="deployment").process()
    run.library.publish(one_task("inner")).publish(middle)

    run.do("first")
    run.library.publish(one_task("inner", "newer"))

    assert run.steps() == ["inside"]
    assert run.do("inside").ended is None


def test_a_state_loads_when_newer_versions_were_published_and_not_without_its_own(start):
    run = start(caller().process(), library=Shelf(one_task()))
    run.library.publish(one_task(step="newer"))
    assert run.steps() == ["inside"]

    with pytest.raises(Invalid) as refusal:
        Run.load(run.process, run.state, {}, {}, Shelf(one_task(step="newer")))
    assert refusal.value.code == "state.no_process"


@pytest.mark.parametrize("binding", ["latest", "deployment"])
def test_a_process_nobody_published_is_an_incident(start, binding):
    with pytest.raises(Broken) as incident:
        start(caller(binding=binding).process())

    assert incident.value.code == "call.unknown"


def test_a_version_that_is_gone_when_the_token_comes_is_an_incident(start):
    drawing = Drawing("main").start().user("first").call("call", "called", "deployment").end()
    process = drawing.flow("start", "first", "call", "end").process()
    run = start(process, library=Shelf(one_task()))

    run.library.versions.clear()
    with pytest.raises(Broken) as incident:
        run.do("first")

    assert incident.value.code == "call.unknown"


def test_processes_that_call_each_other_end_in_an_incident(start):
    one, other = caller("b", "a").process(), caller("a", "b").process()

    with pytest.raises(Broken) as incident:
        start(one, library=Shelf(one, other))
    assert incident.value.code == "call.too_deep"


def test_ten_calls_may_lie_within_each_other(start):
    chain = [caller(f"p{depth + 1}", f"p{depth}").process() for depth in range(10)]
    run = start(chain[0], library=Shelf(*chain, one_task("p10")))

    assert run.task("inside").path == ("call",) * 10
    run.do("inside")
    for _ in range(10):
        run.do("after")
    assert run.ended == "end"


def department_called(**told):
    characteristics = loop(output="said", result="=verdict", **told)
    given, back = {"department": "=department"}, {"verdict": "=inside.said"}
    return caller(inputs=given, outputs=back, loop=characteristics).process()


ITEM = {"departments": ["fire", "roads", "tax"]}


def test_every_department_has_a_called_process_of_its_own(start):
    process = department_called()
    called = one_task(group='=department + "/clerk"')
    run = start(process, item=ITEM, library=Shelf(called))

    assert len({task.scope for task in run.loaded.open_tasks()}) == 3
    for department in ("tax", "fire", "roads"):
        run.do("inside", department, said=department.upper())

    assert run.data()["said"] == ["FIRE", "ROADS", "TAX"]


def test_departments_may_be_called_in_turn_until_enough_is_known(start):
    process = department_called(sequential=True, until="=count(said) = 2")
    run = start(process, item=ITEM, library=Shelf(one_task(group='=department + "/clerk"')))

    assert run.asks() == [("inside", "fire")]
    run.do("inside", said=1)
    assert run.asks() == [("inside", "roads")]
    run.do("inside", said=2)

    assert (run.steps(), run.data()["said"]) == (["after"], [1, 2])


def bordered(cause, called):
    drawing = caller()
    drawing.border("late", "call", cause(drawing)).end("stopped").flow("late", "stopped")
    return drawing.process(), Shelf(called)


def test_a_border_withdraws_everything_inside(start):
    inside = (
        Drawing("called").start("begin").user("inside").border("remind", "inside", timer("P1D"))
    )
    inside.end("reminded").end("done").flow("begin", "inside", "done").flow("remind", "reminded")
    process, library = bordered(lambda _: timer("P3D"), inside.process())
    run = start(process, library=library)
    (open_,), before = run.loaded.open_tasks(), run.loaded.timers()

    change = run.late("late")

    assert (change.closed, change.ended) == ((open_.id,), "stopped")
    assert change.stopped == tuple(timer.id for timer in before if timer.step == "remind")


def test_a_message_reaches_the_border_of_a_call(start):
    process, library = bordered(lambda drawing: drawing.message("stop"), one_task())
    run = start(process, library=library)

    assert run.move("message", "stop", {}).ended == "stopped"


def test_an_error_thrown_inside_is_caught_at_the_call(start):
    inside = Drawing("called")
    inside.start("begin").user("inside").end("failed", inside.error("E1"))
    inside.flow("begin", "inside", "failed")
    process, library = bordered(lambda drawing: drawing.error("E1"), inside.process())
    run = start(process, library=library)

    assert run.do("inside").ended == "stopped"


def test_an_escalation_thrown_inside_is_caught_at_the_call(start):
    inside = Drawing("called").start("begin").user("inside").user("more").end("done")
    inside.element("intermediateThrowEvent", "tell", "", inside.escalation("E1"))
    inside.flow("begin", "inside", "tell", "more", "done")
    drawing = caller()
    drawing.border("told", "call", drawing.escalation("E1"), interrupting=False).user("look")
    drawing.end("looked").flow("told", "look", "looked")
    run = start(drawing.process(), library=Shelf(inside.process()))

    run.do("inside")

    assert sorted(run.steps()) == ["look", "more"]
    assert {step.step: step.path for step in run.change.passed}["tell"] == ("call",)


def test_jobs_waits_and_timers_inside_say_where_and_are_told_when_they_are_over(start):
    inside = Drawing("called").start("begin").gateway("parallel", "all").end("done")
    inside.job("work", "print").element("receiveTask", "hear", messageRef="message_news")
    inside.message("news")
    inside.element("intermediateCatchEvent", "nap", "", timer("P1D"))
    for step in ("work", "hear", "nap"):
        inside.flow("all", step, "done")
    called = inside.flow("begin", "all").process()
    process, library = bordered(lambda drawing: drawing.signal("stop"), called)
    run = start(process, library=library)
    loaded = run.loaded
    open_ = [*loaded.jobs(), *loaded.timers()]
    open_ += [wait for wait in loaded.awaited() if wait.step == "hear"]

    assert {(one.process, one.path) for one in open_} == {(called.digest, ("call",))}
    change = run.move("signal", "stop", {})
    assert set(change.deaf) >= {open_[2].id}
    assert (change.stopped, change.ended) == ((open_[1].id,), "stopped")


def test_terminate_ends_the_called_process_only(start):
    inside = Drawing("called").start("begin").gateway("parallel", "both").user("one").user("two")
    inside.end("over", TERMINATE).end("other").flow("begin", "both", "one", "over")
    inside.flow("both", "two", "other")
    run = start(caller().process(), library=Shelf(inside.process()))
    other = run.task("two").id

    assert run.do("one").closed == (other,)
    assert run.steps() == ["after"]


def test_answers_to_a_called_form_are_no_correction_of_the_application(start):
    called = one_task(group="applicant", form="apply")
    drawing = Drawing("main").start(form="apply").call("call", "called").end()
    run = start(drawing.flow("start", "call", "end").process(), {"a": 1}, library=Shelf(called))

    run.do("inside", a=2)

    assert run.lively.workflow.application == {"a": 1}
