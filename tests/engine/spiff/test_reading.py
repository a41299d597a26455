"""Diagrams from strangers: what would run wrongly, or reach outside, is refused with its line."""

import pytest

from engine.errors import Invalid
from engine.process import Process, digest_of
from tests.engine.drawing import TERMINATE, Drawing, loop, timer, turns


def faults(drawing):
    with pytest.raises(Invalid) as refusal:
        drawing.process()
    return [(fault.place, fault.code) for fault in refusal.value.faults]


def code(drawing):
    ((_, only),) = faults(drawing)
    return only


def around(kind, inner="", extensions="", **given):
    """Draw an element between start and end."""
    drawing = Drawing().start().element(kind, "it", extensions, inner, **given).end()
    return drawing.flow("start", "it", "end")


@pytest.mark.parametrize(
    "kind",
    [
        "scriptTask",
        "task",
        "complexGateway",
        "transaction",
        "adHocSubProcess",
    ],
)
def test_what_does_not_run_as_drawn_is_refused(kind):
    assert code(around(kind)) == "element.not_supported"


def test_python_in_a_script_task_never_gets_in():
    evil = "<bpmn:script>__import__('os').system('true')</bpmn:script>"

    assert code(around("scriptTask", evil)) == "element.not_supported"


@pytest.mark.parametrize(
    "cause",
    ["escalation", "error", "compensate", "cancel"],
)
def test_an_event_with_another_cause_is_refused(cause):
    drawing = around("intermediateCatchEvent", f"<bpmn:{cause}EventDefinition/>")

    assert code(drawing) == "event.not_supported"


def test_an_event_has_one_cause():
    assert code(around("intermediateCatchEvent")) == "event.not_supported"
    both = timer("P1D") + timer("P2D")
    assert code(around("intermediateCatchEvent", both)) == "event.not_supported"


def test_a_start_event_waits_for_nothing():
    drawing = Drawing().element("startEvent", "start", inner=timer("P1D")).end()

    assert code(drawing.flow("start", "end")) == "event.not_supported"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("5 days", "timeDuration"),
        ("P1Y2", "timeDuration"),
        ("", "timeDuration"),
        ("next week", "timeDate"),
        ("R/P1D", "timeCycle"),
        ("R3/10 days", "timeCycle"),
    ],
)
def test_a_limit_that_cannot_be_read_is_refused(text, field):
    assert code(around("intermediateCatchEvent", timer(text, field))) == "timer.unreadable"


@pytest.mark.parametrize(
    "drawing",
    [
        around("intermediateCatchEvent", timer("=workdays(")),
        around("userTask", extensions="", inner=loop(collection="=item.")),
        around("userTask", inner=loop(until="=count(")),
        around("userTask", inner=loop(result="=__import__('os')")),
        Drawing().start().user("ask", "=1 +").end().flow("start", "ask", "end"),
        Drawing().start().user("ask", limit="=(").end().flow("start", "ask", "end"),
    ],
)
def test_an_expression_that_cannot_be_read_is_refused(drawing):
    assert code(drawing) == "feel.unreadable"


def test_a_condition_that_cannot_be_read_is_refused_with_its_line():
    drawing = Drawing().start().gateway("exclusive", "which", "other").end("a").end("b")
    drawing.lines.append("\n\n")
    drawing.flow("start", "which").flow("which", "a", when="=open('x')").flow(
        "which", "b", id="other"
    )

    ((place, found),) = faults(drawing)

    assert (place, found) == ("process.bpmn:3", "feel.unreadable")


JOB = '<zeebe:taskDefinition type="{}" retries="{}"/>'
OUTPUT = '<zeebe:ioMapping><zeebe:output source="=x" target="y"/></zeebe:ioMapping>'
HEADER = '<zeebe:header key="to" value="office"/>'
HEADERS = f"<zeebe:taskHeaders>{HEADER}{HEADER}</zeebe:taskHeaders>"


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (around("subProcess", triggeredByEvent="true"), "subprocess.by_event"),
        (around("serviceTask"), "job.missing"),
        (around("sendTask"), "job.missing"),
        (around("serviceTask", extensions=JOB.format("=item.job", "3")), "job.missing"),
        (around("serviceTask", extensions=JOB.format("mail", "0")), "job.retries"),
        (around("serviceTask", extensions=JOB.format("mail", "=3")), "job.retries"),
        (around("serviceTask", extensions=JOB.format("mail", "3") + OUTPUT), "job.output"),
        (around("serviceTask", extensions=JOB.format("mail", "3") + HEADERS), "job.header"),
        (around("receiveTask", messageRef="gone"), "event.no_message"),
        (around("receiveTask", instantiate="true"), "receive.instantiates"),
        (around("sendTask", extensions=JOB.format("m", "3"), messageRef="m"), "job.and_message"),
        (around("businessRuleTask"), "decision.unknown"),
        (around("userTask", inner=turns()), "loop.endless"),
        (around("userTask", inner=turns().replace("><", ' loopMaximum="0"><')), "loop.unreadable"),
        (around("parallelGateway").border("late", "it", timer("P1D")), "border.not_here"),
        (
            around("userTask", inner="<bpmn:multiInstanceLoopCharacteristics/>"),
            "instances.unreadable",
        ),
        (Drawing().start().user("a", limit="five").end().flow("start", "a"), "limit.unreadable"),
        (Drawing().start().user("a", silence="agree").flow("start", "a"), "silence.unreadable"),
        (
            Drawing().start().user("a", silence="maybe", limit="5").flow("start", "a"),
            "silence.unreadable",
        ),
        (Drawing().start("one").start("two").end().flow("one", "end"), "start.not_one"),
        (Drawing().end(), "start.not_one"),
    ],
)
def test_what_is_missing_or_too_much_is_told(drawing, expected):
    assert code(drawing) == expected


def test_every_way_but_the_default_needs_a_condition():
    drawing = Drawing().start().gateway("exclusive", "which").end("a").end("b")
    drawing.flow("start", "which").flow("which", "a").flow("which", "b")

    assert code(drawing) == "gateway.no_condition"


def test_a_diagram_may_be_long(start):
    steps = [f"step_{number}" for number in range(1_500)]
    drawing = Drawing().start()
    for step in steps:
        drawing.gateway("exclusive", step)
    drawing.user("last").end().flow("start", *steps, "last", "end")

    assert start(drawing.process()).steps() == ["last"]


def test_a_flow_to_nowhere_is_told():
    assert code(Drawing().start().end().flow("start", "gone")) == "flow.dangling"


def read(raw):
    with pytest.raises(Invalid) as refusal:
        Process.read({"process.bpmn": raw})
    return [fault.code for fault in refusal.value.faults]


GOOD = Drawing().start().end(cause=TERMINATE).flow("start", "end").xml()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "file.not_xml"),
        (b"<a>", "file.not_xml"),
        (b"\xff\xfe<\x00a\x00", "file.not_utf8"),
        (GOOD.replace(b"UTF-8", b"GB18030"), "file.not_utf8"),
        (b"<!DOCTYPE a [<!ENTITY e 'x'>]>" + GOOD.partition(b"?>")[2], "file.doctype"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + GOOD.partition(b"?>")[2], "file.doctype"),
        (GOOD + b" " * (2 * 1024 * 1024), "file.too_large"),
        (b"<a/>", "process.not_one"),
        (GOOD.replace(b'process id="drawn"', b"process"), "process.no_id"),
        (b"<a>" * 10_000 + b"</a>" * 10_000, "file.not_xml"),
    ],
)
def test_a_file_that_is_no_diagram_is_refused(raw, expected):
    assert read(raw) == [expected]


def test_a_process_needs_a_diagram_and_all_its_files_are_told_together():
    with pytest.raises(Invalid) as refusal:
        Process.read({"ask.form": b"no form", "table.dmn": b"no table"})

    files = [fault.place.partition(":")[0] for fault in refusal.value.faults]
    assert files == ["ask.form", "table.dmn", "process.bpmn"]


def test_the_same_files_are_read_once():
    files = {"process.bpmn": GOOD}

    process = Process.read(files)

    assert Process.read(dict(files)) is process
    assert Process.known(process.digest) is process
    assert Process.known(digest_of({"process.bpmn": GOOD + b" "})) is None


@pytest.mark.parametrize("id", ["Start", "drawn.End", "ask.BoundaryEventSplit", "开始"])
def test_an_id_may_be_any_name(start, id):
    drawing = Drawing().start(id).user("ask").end().end("late")
    drawing.border("over", "ask", timer("P1D")).flow(id, "ask", "end").flow("over", "late")

    assert start(drawing.process()).steps() == ["ask"]


@pytest.mark.parametrize("most", ["0", "9" * 5000])
def test_a_loop_has_a_sound_number_of_turns(most):
    repeated = f'<bpmn:standardLoopCharacteristics loopMaximum="{most}"/>'
    drawing = Drawing().start().user("ask", loop=repeated).end().flow("start", "ask", "end")

    with pytest.raises(Invalid) as refusal:
        drawing.process()

    assert [fault.code for fault in refusal.value.faults] == ["loop.unreadable"]


@pytest.mark.parametrize("id", ["", "a b", "[start]", "a/b", "a'b"])
def test_an_id_without_a_sound_name_is_refused(id):
    with pytest.raises(Invalid) as refusal:
        Drawing().start(id).end().flow(id, "end").process()

    assert [fault.code for fault in refusal.value.faults] == ["element.bad_id"]


def test_a_step_says_what_the_file_says():
    drawing = Drawing().start(form="apply").user("ask", form="ask", limit="5", name_en="Ask")
    process = drawing.end().flow("start", "ask", "end").process()

    step = process.steps["ask"]

    assert (step.kind, step.form, step.group) == ("userTask", "ask", "window/window_clerk")
    assert step.settings == {"limit": "5", "name_en": "Ask"}
    assert process.start.form == "apply"


def test_data_stores_and_remarks_are_only_drawn():
    drawing = Drawing().start().end().flow("start", "end")
    drawing.element("dataStoreReference", "archive", dataStoreRef="store")
    drawing.element("textAnnotation", "remark")
    drawing.outside.append('<bpmn:dataStore id="store" name="Archive"/>')

    assert drawing.process().key == "drawn"


def test_remarks_in_the_file_say_nothing():
    remark = "<!-- said by the designer -->"
    drawing = around("intermediateCatchEvent", remark + timer("P1D") + remark)
    drawing.lines = [remark, *drawing.lines, remark]

    assert drawing.process().steps["it"].kind == "intermediateCatchEvent"
