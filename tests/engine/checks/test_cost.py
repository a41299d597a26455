"""A check costs so much a step, and of what others call hardly anything is read: counted."""

import sys

from engine.checks import called, check
from tests.engine.checks.examples import FOLDERS

LIVELY = FOLDERS["lively"]
STEPS = 60


def steps(count: int) -> dict[str, bytes]:
    """Return a process of user tasks in a row, each of which writes a name and reads the last."""
    names = ["start", *(f"step_{number}" for number in range(count)), "granted"]
    tasks = "".join(
        f'<userTask id="{name}" name="{name}"><extensionElements><zeebe:properties>'
        f'<zeebe:property name="milestone" value="= {before}"/>'
        "</zeebe:properties></extensionElements></userTask>"
        for before, name in zip(names, names[1:-1], strict=False)
    )
    flows = "".join(
        f'<sequenceFlow id="to_{to}" sourceRef="{source}" targetRef="{to}"/>'
        for source, to in zip(names, names[1:], strict=False)
    )
    drawn = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" '
        'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><process id="row" isExecutable="true">'
        f'<startEvent id="start"/>{tasks}<endEvent id="granted"/>{flows}</process></definitions>'
    )
    return {"process.bpmn": drawn.encode()}


def cost(judge, files: dict[str, bytes]) -> int:
    """Return how many functions are called, once everything is known that is kept."""
    judge(files)
    calls = 0

    def count(_frame, event, _of):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        judge(files)
    finally:
        sys.setprofile(None)
    return calls


def test_twice_as_many_steps_cost_twice_as_much():
    assert cost(check, steps(2 * STEPS)) < 2.3 * cost(check, steps(STEPS))


def test_of_what_others_call_only_the_diagram_is_read():
    assert cost(called, LIVELY) < cost(check, LIVELY) / 20
    assert called({**LIVELY, "more.form": b"{", "more.dmn": b"<", "more.bpmn": b"<"}).calls == (
        called(LIVELY).calls
    )
