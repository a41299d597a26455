"""Work of machines, and tasks that send and receive: begun once, done, failed or withdrawn."""

import pytest

from engine.change import Job, Message
from engine.errors import Broken, Conflict, Invalid
from tests.engine.drawing import Drawing, loop, timer

JOB = '<zeebe:taskDefinition type="ask_register"/>'


def test_a_job_is_begun_once_and_goes_on_with_what_it_brings(start):
    job = '<zeebe:taskDefinition type="ask_register"/>'
    drawing = Drawing().start().element("serviceTask", "look_up", job).user("next").end()
    run = start(drawing.flow("start", "look_up", "next", "end").process())
    (begun,) = run.change.jobs

    assert begun == Job(begun.id, "look_up", "ask_register", run.process.digest)
    assert run.loaded.jobs() == (begun,)
    change = run.move("finish_job", begun.id, {"found": True})
    assert ([task.step for task in change.opened], change.jobs) == (["next"], ())
    assert run.data() == {"look_up": {"found": True}}
    with pytest.raises(Conflict):
        run.loaded.finish_job(begun.id, {}, run.at)


TOLD = (
    '<zeebe:taskDefinition type="ask_register" retries="5"/>'
    '<zeebe:taskHeaders><zeebe:header key="register" value="companies"/></zeebe:taskHeaders>'
    "<zeebe:ioMapping>"
    '<zeebe:input source="=application.name" target="name"/>'
    '<zeebe:input source="=upper case(name)" target="loud"/></zeebe:ioMapping>'
)


@pytest.mark.parametrize("kind", ["serviceTask", "sendTask"])
def test_a_job_is_told_what_it_is_about_when_it_begins(start, kind):
    drawing = Drawing().start().element(kind, "look_up", TOLD).end()
    run = start(drawing.flow("start", "look_up", "end").process(), {"name": "tea"})

    loaded = run.loaded
    loaded.set_application({"name": "coffee"})

    (job,) = loaded.jobs()
    assert (job.retries, job.headers) == (5, {"register": "companies"})
    assert job.inputs == {"name": "tea", "loud": "TEA"}
    assert set(run.data()) == set()


def test_each_instance_orders_work_of_its_own(start):
    told = TOLD.replace("application.name", "department")
    drawing = Drawing().start().element("serviceTask", "look_up", told, loop()).user("next").end()
    drawing.flow("start", "look_up", "next", "end")
    run = start(drawing.process(), item={"departments": ["fire", "tax"]})
    first, second = run.loaded.jobs()

    assert [job.inputs["name"] for job in (first, second)] == ["fire", "tax"]
    assert run.move("finish_job", second.id, {}).opened == ()
    assert [task.step for task in run.move("finish_job", first.id, {}).opened] == ["next"]


def failing(*codes, around=()):
    """Draw a job in a sub-process, with errors caught at the job itself and around it."""
    drawing, inside = Drawing(), Drawing()
    inside.start("in").element("serviceTask", "look_up", JOB).user("after").end("out")
    inside.flow("in", "look_up", "after", "out")
    for code in codes:
        inside.border(f"no_{code}", "look_up", drawing.error(code)).flow(f"no_{code}", "after")
    drawing.start().sub("body", inside).user("rescue").end().flow("start", "body", "end")
    for code in around:
        drawing.border(f"body_{code}", "body", drawing.error(code))
        drawing.flow(f"body_{code}", "rescue")
    return drawing.flow("rescue", "end")


@pytest.mark.parametrize(
    ("drawing", "step", "caught"),
    [
        (failing("gone"), "after", "no_gone"),
        (failing("other", around=["gone"]), "rescue", "body_gone"),
        (failing("gone", around=["gone"]), "after", "no_gone"),
    ],
)
def test_a_job_may_end_with_an_error_of_the_process(start, drawing, step, caught):
    run = start(drawing.process())
    (job,) = run.change.jobs

    change = run.move("fail_job", job.id, "gone")

    assert [task.step for task in change.opened] == [step]
    assert (run.data(), run.loaded.jobs()) == ({caught: {"code": "gone"}}, ())
    with pytest.raises(Conflict):
        run.loaded.finish_job(job.id, {}, run.at)


def test_an_error_of_a_job_that_nobody_catches_is_an_incident(start):
    run = start(failing("other", around=["another"]).process())

    with pytest.raises(Broken) as incident:
        run.loaded.fail_job(run.change.jobs[0].id, "gone", run.at)

    assert incident.value.code == "error.uncaught"


def test_the_error_of_one_instance_ends_the_work_of_all(start):
    drawing = Drawing().start().element("serviceTask", "look_up", JOB, loop()).user("rescue").end()
    drawing.border("caught", "look_up", drawing.error("gone")).flow("start", "look_up", "end")
    run = start(
        drawing.flow("caught", "rescue", "end").process(), item={"departments": ["fire", "tax"]}
    )

    run.move("fail_job", run.change.jobs[1].id, "gone")

    assert (run.steps(), run.loaded.jobs()) == (["rescue"], ())


def test_work_that_takes_too_long_is_no_longer_wanted(start):
    drawing = Drawing().start().element("serviceTask", "look_up", JOB).user("by_hand").end()
    drawing.border("late", "look_up", timer("P1D")).flow("start", "look_up", "end")
    run = start(drawing.flow("late", "by_hand", "end").process())
    (job,) = run.change.jobs

    change = run.late("late")

    assert (change.undone, [task.step for task in change.opened]) == ((job.id,), ["by_hand"])


def test_a_send_task_tells_its_message_and_goes_on(start):
    drawing = Drawing()
    drawing.message("done")
    told = '<zeebe:ioMapping><zeebe:input source="=ask.n" target="n"/></zeebe:ioMapping>'
    drawing.start().user("ask").element("sendTask", "send", told, messageRef="message_done")
    run = start(drawing.user("next").end().flow("start", "ask", "send", "next", "end").process())

    change = run.do("ask", n=7)

    assert change.messages == (Message("done", {"n": 7}),)
    assert [task.step for task in change.opened] == ["next"]


def receiving(inner=""):
    drawing = Drawing()
    drawing.message("reply", "=if department = null then application.number else department")
    drawing.start().element("receiveTask", "wait", "", inner, messageRef="message_reply")
    return drawing.user("next").end().flow("start", "wait", "next", "end")


def test_a_receive_task_waits_for_its_message(start):
    run = start(receiving().process(), {"number": 3})

    change = run.move("message", "reply", {"text": "yes"}, key="3")

    assert [task.step for task in change.opened] == ["next"]
    assert run.data() == {"wait": {"text": "yes"}}


def test_each_instance_of_a_receive_task_waits_for_its_own(start):
    process = receiving(loop(output="replies", result="=wait.text")).process()
    run = start(process, item={"departments": ["fire", "tax"]})

    assert run.move("message", "reply", {"text": "b"}, key="tax").opened == ()
    run.move("message", "reply", {"text": "a"}, key="fire")

    assert (run.steps(), run.data()) == (["next"], {"replies": ["a", "b"]})


def test_a_limit_on_a_receive_task_ends_its_wait(start):
    drawing = receiving().border("late", "wait", timer("P1D")).user("remind")
    run = start(drawing.flow("late", "remind", "end").process(), {"number": 3})
    (wait,) = run.change.listening

    change = run.late("late")

    assert (change.deaf, [task.step for task in change.opened]) == ((wait.id,), ["remind"])


def behind_gateway(drawing, step):
    drawing.gateway("eventBased", "first").flow("start", "first", step)
    drawing.element("intermediateCatchEvent", "late", inner=timer("P1D")).flow("first", "late")
    return drawing.flow("late", "end")


@pytest.mark.parametrize(
    "drawing",
    [
        behind_gateway(receiving(loop()), "wait"),
        behind_gateway(receiving().border("slow", "wait", timer("P1D")), "wait"),
        behind_gateway(Drawing().start().user("ask").end(), "ask"),
    ],
)
def test_behind_an_event_gateway_waits_nothing_else(drawing):
    with pytest.raises(Invalid) as refusal:
        drawing.process()

    assert [fault.code for fault in refusal.value.faults] == ["gateway.no_event"]


def test_behind_an_event_gateway_a_receive_task_is_an_event(start):
    drawing = receiving()
    drawing.lines = [line for line in drawing.lines if "start_to_wait" not in line]
    drawing.gateway("eventBased", "first").flow("start", "first", "wait").end("over")
    drawing.element("intermediateCatchEvent", "late", inner=timer("P1D")).flow("first", "late")
    run = start(drawing.flow("late", "over").process(), {"number": 3})

    change = run.move("message", "reply", {}, key="3")

    assert (len(change.stopped), run.steps()) == (1, ["next"])
