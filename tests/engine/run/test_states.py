"""The saved state: small, typed, sealed, and nobody's code."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as some

from engine.errors import Broken, Invalid
from engine.feel import Function, Months, Period
from engine.rules.deadlines import OFFICE_ZONE
from engine.run import Run
from engine.values import pack, unpack
from tests.engine.drawing import Drawing, loop
from tests.engine.travelling import ID


@pytest.fixture
def process():
    drawing = Drawing().start().user("ask").user("next").end()
    return drawing.flow("start", "ask", "next", "end").process()


@pytest.mark.parametrize(
    "value",
    [
        {"typename": "timedelta", "days": 5},
        {"typename": {"$": ["Decimal", "1"]}},
        {"$": "$", "a": {"$": None}},
        Decimal("12.340"),
        10**40,
        date(2026, 2, 28),
        time(9, 30),
        datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE),
        timedelta(days=-1, microseconds=5),
        Months(14),
        Period("working_hours", 5, date(2026, 3, 2)),
        [[], {}, "", None, True, 1, 0.5],
        {"中文": "荷塘茶业 🍵"},
    ],
)
def test_any_answer_comes_back_as_it_was(start, process, value):
    run = start(process)

    run.do("ask", value=value)

    assert run.data()["ask"]["value"] == value
    assert type(run.data()["ask"]["value"]) is type(value)


JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.decimals(allow_nan=False, allow_infinity=False)
    | some.text(),
    lambda inner: (
        some.lists(inner) | some.dictionaries(some.sampled_from(["$", "a", "typename"]), inner)
    ),
)


@given(JSON)
def test_no_key_a_user_may_choose_means_anything(value):
    assert unpack(pack(value)) == value


def test_a_value_that_cannot_be_kept_is_an_incident(start, process):
    run = start(process)
    loaded = run.loaded
    loaded.complete(run.task("ask").id, {"value": Function((), lambda: 1)}, run.at)

    with pytest.raises(Broken, match="“Function” cannot be kept"):
        loaded.save()


def test_half_a_character_is_an_incident_not_a_crash(start, process):
    run = start(process)
    loaded = run.loaded
    loaded.complete(run.task("ask").id, {"value": "\ud800"}, run.at)

    with pytest.raises(Broken) as incident:
        loaded.save()
    assert incident.value.code == "data.unwritable"


def test_a_state_has_a_limit(start, process):
    run = start(process)
    loaded = run.loaded
    loaded.complete(run.task("ask").id, {"value": "x" * 3_000_000}, run.at)

    with pytest.raises(Broken) as incident:
        loaded.save()
    assert incident.value.code == "state.too_large"


def code_of(process, state):
    with pytest.raises(Invalid) as refusal:
        Run.load(process, state, {}, {})
    return refusal.value.code


@pytest.mark.parametrize(
    "damage",
    [
        lambda state: b"",
        lambda state: b"\x80\x04K\x01.",
        lambda state: state[:-1],
        lambda state: state + b"x",
        lambda state: state.replace(b"lianshen-run", b"lianshen-rum"),
        lambda state: state.replace(b"spiff-", b"spoff-"),
        lambda state: state[:-10] + bytes([state[-10] ^ 1]) + state[-9:],
    ],
)
def test_a_damaged_state_is_refused(start, process, damage):
    assert code_of(process, damage(start(process).state)) == "state.damaged"


def test_a_state_of_a_newer_release_is_refused(start, process):
    newer = start(process).state.replace(b"lianshen-run 3 ", b"lianshen-run 4 ")

    assert code_of(process, newer) == "state.unknown_format"


def test_a_state_of_another_process_is_refused(start, process):
    other = Drawing("other").start().user("ask").end().flow("start", "ask", "end").process()

    assert code_of(other, start(process).state) == "state.other_process"


def test_the_state_holds_neither_the_diagram_nor_the_application(start, process):
    run = start(process, application={"name": "荷塘茶业"}, item={"code": "tea-house"})
    body = zstandard.decompress(run.state.partition(b"\n")[2]).decode()

    assert "荷塘茶业" not in body
    assert "tea-house" not in body
    assert "bpmn" not in body


def test_a_run_costs_what_is_open_and_not_what_has_been(start):
    drawing = Drawing().start().gateway("exclusive", "again").user("ask").user("look")
    drawing.gateway("exclusive", "more", "out").end().flow("start", "again", "ask", "look", "more")
    drawing.flow("more", "again", when="=look.more").flow("more", "end", id="out")
    run = start(drawing.process())
    sizes = []

    for _ in range(20):
        run.do("ask")
        run.do("look", more=True)
        sizes.append(len(run.state) // 20)

    assert max(sizes[1:]) - min(sizes[1:]) <= 1  # the first turn has none before it
    assert run.do("ask").ended is None
    assert run.do("look", more=False).ended == "end"


def test_threads_may_share_a_process(at):
    inside = Drawing().start("in").user("examine", '=department + "/examiner"').user("sign")
    inside.end("in_end").flow("in", "examine", "sign", "in_end")
    characteristics = loop(output="said", result="=examine.opinion")
    drawing = Drawing().start().sub("review", inside, characteristics).end()
    process = drawing.flow("start", "review", "end").process()
    item = {"departments": ["fire", "roads", "tax"]}

    def through(_):
        run, change = Run.start(process, {}, item, at, id=ID)
        while not change.ended:
            run = Run.load(process, run.save(), {}, item)
            task = run.open_tasks()[0]
            change = run.complete(task.id, {"opinion": task.department}, at)
        return change, run.save()

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(through, range(40)))

    assert all(end == ends[0] for end in ends)
