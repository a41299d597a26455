"""Layer two: one fault in the shape of a diagram gives exactly its finding."""

import pytest

from engine.checks import Called, Known, called, check
from tests.engine.checks.examples import changed, drawn, flow, line, node, task, told

END, OVER = node("endEvent", "granted"), node("endEvent", "withdrawn")
CHOICE = node("exclusiveGateway", "choice", default="choice-granted")
TIMER = node("timerEventDefinition", "day", "<bpmn:timeDuration>P1D</bpmn:timeDuration>")
PARALLEL = (
    node("parallelGateway", "split"),
    task("one"),
    task("two"),
    line("start", "split", "one"),
    line("split", "two"),
)


def alone(*parts):
    return told(drawn(*parts), known=None)


def test_a_start_a_task_and_an_end_are_a_process():
    assert alone(task("a"), END, line("start", "a", "granted")) == []


def test_a_file_without_a_process_that_can_run_is_refused():
    files = changed('isExecutable="true"', 'isExecutable="false"')

    assert told(files) == [("structure.no_process", "shop_sign")]


def test_a_second_process_is_refused():
    second = "</bpmn:process><bpmn:process id='second'>" + node("startEvent", "begin")
    files = drawn(
        END, line("start", "granted"), second, node("endEvent", "refused"), line("begin", "refused")
    )

    assert told(files, None) == [("structure.second_process", "second")]


@pytest.mark.parametrize("starts", [(), ("begin", "again")])
def test_every_scope_has_one_start_event(starts):
    begun = [node("startEvent", name) + line(name, "done") for name in starts]
    inner = node("subProcess", "inner", "".join(begun) + node("endEvent", "done"))

    found = alone(inner, END, line("start", "inner", "granted"))

    assert found == [("structure.start_events", "inner")]


def test_of_nodes_that_nothing_leads_to_only_the_first_is_told():
    lost = task("lost") + task("later") + line("lost", "later", "granted")

    assert alone(lost, END, line("start", "granted")) == [("structure.unreachable", "lost")]


@pytest.mark.parametrize("stuck", [task("stuck"), node("intermediateThrowEvent", "stuck")])
def test_only_end_events_end(stuck):
    assert alone(stuck, line("start", "stuck")) == [("structure.dead_end", "stuck")]


@pytest.mark.parametrize(
    ("rule", "source", "target"),
    [
        ("structure.flow_from_end", "withdrawn", "a"),
        ("structure.flow_into_start", "choice", "start"),
        ("structure.flow_into_boundary", "choice", "late"),
        ("structure.flow_crosses_border", "choice", "inside"),
        ("xml.dangling_reference", "choice", "nowhere"),
    ],
)
def test_flows_begin_and_end_where_tokens_can_pass(rule, source, target):
    condition = "=true" if source == "choice" else ""
    inside = node("startEvent", "inside") + node("endEvent", "done") + line("inside", "done")
    parts = [
        task("a"),
        node("boundaryEvent", "late", TIMER, attachedToRef="a"),
        node("subProcess", "sub", inside),
        CHOICE,
        END,
        OVER,
        line("start", "a", "sub", "choice", "granted"),
        line("late", "withdrawn"),
    ]

    assert alone(*parts, flow("odd", source, target, condition)) == [(rule, "odd")]


def test_boundary_events_sit_on_activities():
    late = node("boundaryEvent", "late", TIMER, attachedToRef="choice") + line("late", "withdrawn")
    gateway = node("exclusiveGateway", "choice")

    found = alone(gateway, late, END, OVER, line("start", "choice", "granted"))

    assert found == [("structure.boundary_host", "late")]


def split(*flows, default=' default="choice-granted"'):
    gateway = f'<bpmn:exclusiveGateway id="choice"{default}/>'
    return alone(gateway, END, node("endEvent", "refused"), line("start", "choice"), *flows)


def test_a_split_needs_a_default_flow():
    found = split(line("choice", "granted"), flow("no", "choice", "refused", "=true"), default="")

    assert found == [("structure.no_default_flow", "choice")]


def test_a_default_flow_leaves_its_own_gateway():
    flows = flow("yes", "choice", "granted", "=true"), flow("no", "choice", "refused", "=true")

    found = split(*flows, default=' default="start-choice"')

    assert found == [("structure.foreign_default", "choice")]


def test_a_split_asks_for_conditions():
    found = split(line("choice", "granted"), line("choice", "refused"))

    assert found == [("structure.missing_condition", "choice-refused")]


def test_the_condition_of_a_default_flow_is_a_warning():
    default = flow("choice-granted", "choice", "granted", "=true")

    found = split(default, flow("no", "choice", "refused", "=true"))

    assert found == [("structure.condition_on_default", "choice-granted")]


def test_a_condition_on_the_only_flow_is_refused_because_nobody_asks_for_it():
    only = flow("only", "start", "granted", "=1 = 2")

    assert alone(END, only) == [("structure.condition_ignored", "only")]


def test_several_flows_may_leave_a_task_and_conditions_of_all_of_them_need_a_default():
    ends = (END, node("endEvent", "refused"))
    both = line("a", "granted") + line("a", "refused")
    some = line("a", "granted") + flow("a-refused", "a", "refused", "=item.fee > 1")
    perhaps = flow("a-refused", "a", "refused", "=item.fee > 1")

    assert alone(task("a"), *ends, line("start", "a"), both) == []
    assert alone(task("a"), *ends, line("start", "a"), some) == []
    found = alone(task("a"), ends[1], line("start", "a"), perhaps)
    assert found == [("engine.choice_gap", "a")]


def test_behind_an_event_gateway_only_events_wait():
    wait = node("eventBasedGateway", "wait") + node("intermediateCatchEvent", "later", TIMER)
    flows = line("start", "wait", "later", "withdrawn") + line("wait", "a", "withdrawn")

    found = alone(wait, task("a"), OVER, flows)

    assert found == [("structure.event_gateway", "wait-a")]


LOOP = (
    node("exclusiveGateway", "back"),
    node("exclusiveGateway", "choice", default="choice-withdrawn"),
    OVER,
    line("start", "back"),
    line("choice", "withdrawn"),
    flow("again", "choice", "back", "=true"),
)


def test_a_loop_in_which_nothing_waits_is_refused():
    found = alone(*LOOP, line("back", "choice"))

    assert found == [("structure.endless_loop", "back")]


@pytest.mark.parametrize("pause", [task("a"), node("intermediateCatchEvent", "a", TIMER)])
def test_a_loop_may_wait_for_a_person_or_a_timer(pause):
    assert alone(*LOOP, pause, line("back", "a", "choice")) == []


def test_a_loop_may_wait_inside_a_sub_process():
    inside = (
        node("startEvent", "in") + task("ask") + node("endEvent", "out") + line("in", "ask", "out")
    )

    assert alone(*LOOP, node("subProcess", "a", inside), line("back", "a", "choice")) == []


def test_300_nodes_in_one_scope_are_enough():
    names = [f"a{number}" for number in range(299)]

    found = alone(*map(task, names), END, line("start", *names, "granted"))

    assert found == [("structure.too_many_nodes", "drawn")]


def test_20_000_lost_nodes_are_one_finding():
    lost = (node("intermediateThrowEvent", f"a{number}") for number in range(20_000))

    found = alone(*lost, END, line("start", "granted"))

    assert found == [("structure.too_many_nodes", "drawn")]


def test_a_net_of_gateways_is_one_finding():
    names = [f"a{number}" for number in range(25)]
    nodes = (node("parallelGateway", name) for name in names)
    flows = (line(one, other) for one in names for other in names)

    assert alone(*nodes, *flows) == [("structure.too_many_nodes", "drawn")]


def test_101_scopes_are_one_finding():
    empty = (node("subProcess", f"a{number}") for number in range(100))

    assert alone(*empty, END) == [("structure.too_many_nodes", "drawn")]


def test_sub_processes_are_not_too_deep_inside_each_other():
    inside = node("startEvent", "s0") + node("endEvent", "e0") + line("s0", "e0")
    for depth in range(1, 33):
        inner = node("subProcess", f"p{depth}", inside)
        ends = node("startEvent", f"s{depth}"), node("endEvent", f"e{depth}")
        inside = inner + "".join(ends) + line(f"s{depth}", f"p{depth}", f"e{depth}")

    found = alone(node("subProcess", "p", inside), END, line("start", "p", "granted"))

    assert found == [("structure.too_nested", "p3")]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "structure.multi_without_collection",
            'inputCollection="=asked" inputElement="department"',
        ),
        ("structure.multi_without_element", 'inputElement="department"'),
        ("structure.multi_half_output", 'outputElement="=approve.opinion"'),
    ],
)
def test_a_multi_instance_knows_whom_it_asks_and_what_it_collects(rule, text):
    assert (rule, "co_review") in told(changed(text, ""))


def test_parallel_branches_join_in_a_parallel_gateway():
    join = node("parallelGateway", "join")

    assert alone(*PARALLEL, join, END, line("one", "join", "granted"), line("two", "join")) == []


def test_a_parallel_join_behind_a_choice_waits_forever():
    join = node("parallelGateway", "join"), task("a")
    ways = line("choice", "join"), flow("other", "choice", "a", "=true"), line("a", "join")
    choice = node("exclusiveGateway", "choice", default="choice-join")

    found = alone(choice, *join, END, line("start", "choice"), *ways, line("join", "granted"))

    assert found == [("structure.join_waits", "join")]


def test_parallel_branches_that_meet_without_a_join_run_on_twice():
    ways = line("one", "after", "granted"), line("two", "after")

    found = alone(*PARALLEL, task("after"), END, *ways)

    assert found == [("structure.runs_twice", "after")]


def test_a_correction_loop_in_a_parallel_branch_is_no_fault_of_the_join():
    again = node("exclusiveGateway", "again", default="again-join")
    back = node("exclusiveGateway", "back")
    ways = line("split", "back", "one", "again", "join", "granted"), line("split", "two", "join")
    more = flow("more", "again", "back", "=true"), line("start", "split")
    gateways = node("parallelGateway", "split"), node("parallelGateway", "join"), again, back
    nodes = *gateways, task("one"), task("two")

    assert alone(*nodes, END, *ways, *more) == []


def severities(*parts):
    return [(each.rule, each.severity) for each in check(drawn(*parts))]


def test_a_join_that_one_token_alone_comes_to_is_an_error_and_a_branch_that_may_end_a_warning():
    choice, join = node("exclusiveGateway", "choice", default="on"), node("parallelGateway", "join")
    more = task("more"), flow("on", "choice", "join"), flow("off", "choice", "more", "=true")
    certain = *more, line("more", "join", "granted"), line("start", "choice")
    stray = node("endEvent", "refused"), line("more", "refused"), line("two", "join", "granted")

    assert severities(choice, join, END, *certain) == [("structure.join_waits", "error")]
    found = severities(choice, join, END, *PARALLEL, *more, *stray, line("one", "choice"))
    assert found == [("structure.join_may_wait", "warning")]


@pytest.mark.parametrize("ending", ["terminateEventDefinition", "errorEventDefinition"])
def test_a_branch_that_ends_everything_leaves_no_join_waiting(ending):
    choice, join = node("exclusiveGateway", "choice", default="on"), node("parallelGateway", "join")
    ways = flow("on", "choice", "join"), flow("off", "choice", "refused", "=true")
    end = node("endEvent", "refused", node(ending, "ending"))
    flows = line("one", "choice"), line("two", "join", "granted")

    found = alone(choice, join, END, end, *PARALLEL, *ways, *flows)

    assert "structure.join_may_wait" not in [rule for rule, _ in found]


def test_what_is_done_once_for_each_branch_is_a_warning():
    ways = line("one", "after"), line("two", "after", "granted")

    found = severities(*PARALLEL, task("after"), END, *ways)

    assert found == [("structure.runs_twice", "warning")]


@pytest.mark.parametrize("interrupting", ["true", "false"])
def test_tokens_of_events_beside_a_step_may_meet_what_goes_on_there(interrupting):
    events = [
        node("boundaryEvent", "soon", TIMER, attachedToRef="a", cancelActivity="false"),
        node("boundaryEvent", "late", TIMER, attachedToRef="a", cancelActivity=interrupting),
    ]
    events[1] = events[1].replace('"day"', '"days"')
    join = node("parallelGateway", "join")
    ways = line("start", "a", "granted"), line("soon", "join"), line("late", "join", "refused")

    found = alone(task("a"), *events, join, END, node("endEvent", "refused"), *ways)

    assert "structure.join_waits" not in [rule for rule, _ in found]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("", []),
        ('<bpmn:standardLoopCharacteristics loopMaximum="2"/>', ["structure.event_gateway"]),
    ],
)
def test_a_receive_task_may_wait_behind_an_event_gateway_if_it_only_waits(inside, found):
    wait = node("receiveTask", "reply", inside, messageRef="m")
    gateway = node("eventBasedGateway", "either") + node("endEvent", "granted")
    files = drawn(gateway, wait, line("start", "either", "reply", "granted"))
    message = b'<bpmn:message id="m" name="m"/></bpmn:definitions>'
    files["a.bpmn"] = files["a.bpmn"].replace(b"</bpmn:definitions>", message)

    assert [rule for rule, _ in told(files, None)] == found


@pytest.mark.parametrize(
    ("calls", "endless"), [({"quick"}, True), ({"slow"}, False), ({"gone"}, False)]
)
def test_a_loop_through_calls_waits_only_where_a_called_process_waits(calls, endless):
    called_element = '<zeebe:calledElement processId="outer" propagateAllChildVariables="false"/>'
    box = f"<bpmn:extensionElements>{called_element}</bpmn:extensionElements>"
    known = Known(
        processes={
            "outer": Called(calls=calls, waits=False),
            "quick": called(drawn(END, line("start", "granted"))),
            "slow": called(drawn(task("a"), END, line("start", "a", "granted"))),
        }
    )

    found = told(drawn(*LOOP, node("callActivity", "a", box), line("back", "a", "choice")), known)

    assert (("structure.endless_loop", "back") in found) is endless
