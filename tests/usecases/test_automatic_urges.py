"""The clock urges by the setting of the office: near a limit and after it, each once (L11)."""

from dataclasses import replace

import pytest

from app.shapes.desk.urges import seen_urges
from app.storage.clock.deadlines import LATE_URGE
from app.storage.office import items
from app.usecases import timing
from app.usecases.clocks import pausing
from app.usecases.tasks import claiming, urging
from tests.usecases.desk import CLOCK, Desk
from tests.usecases.test_warnings import REVIEW

STEP, HOLDER, KEEPER = "prereview_tax", "xuchangqing", "yuanmingde"


def set_to(parts, near=False, late_days=0):
    clock = replace(parts.clock, urges_near=near, urges_late_days=late_days)
    desk = Desk(replace(parts, clock=clock))
    desk.accepted()
    return desk


@pytest.fixture
def late(parts):
    """A case whose steps ended on 4 March, in an office that urges two working days later."""
    desk = set_to(parts, late_days=2)
    desk.wait_until("2026-03-05T00:00")
    desk.pass_due()
    return desk


def remind(desk, said):
    desk.wait_until(said)
    desk.do(CLOCK, timing.remind, 200)


def pass_at(desk, said):
    desk.wait_until(said)
    desk.pass_due()
    return desk.task(STEP).urges


def told(desk):
    return [(one.person_id, one.group) for one in desk.notices() if one.what == "notice.task_late"]


def test_where_the_office_says_nothing_the_clock_urges_nobody(parts):
    desk = set_to(parts)
    remind(desk, "2026-03-03T00:00")

    assert pass_at(desk, "2026-03-20T00:00") is None
    assert desk.deadlines(kind=LATE_URGE) == []


@pytest.mark.parametrize(
    ("own", "office", "urged"),
    [
        (None, {"near": True}, [1, 1]),
        ({"near": False}, {"near": True}, [None, None]),
        ({"near": True, "late_days": 1}, {}, [1, 2]),
        ({"late_days": 0}, {"late_days": 1}, [None, None]),
    ],
)
def test_the_word_of_the_item_comes_before_that_of_the_office_l11(parts, own, office, urged):
    with Desk(parts).work("chengxiao") as work:
        items.of_code(work.session, "enterprise_setup").urges = own
    desk = set_to(parts, **office)
    remind(desk, "2026-03-03T00:00")
    near = desk.task(STEP).urges
    pass_at(desk, "2026-03-05T00:00")

    assert [near, pass_at(desk, "2026-03-06T00:00")] == urged
    assert desk.breaches() == []


def test_near_its_limit_a_task_is_urged_once_with_the_reminder(parts):
    desk = set_to(parts, near=True)
    for _ in range(2):
        remind(desk, "2026-03-03T00:00")

    assert desk.task(STEP).urges == 1
    assert desk.told().count("task.urged") == len(desk.tasks())
    assert desk.breaches() == []


def test_another_last_day_is_reminded_of_and_not_urged_again(parts):
    desk = set_to(parts, near=True)
    remind(desk, "2026-03-03T00:00")
    pause = desk.do(KEEPER, pausing.pause_case, desk.number, REVIEW)
    desk.wait_until("2026-03-09T09:00")
    desk.end_pause(KEEPER, pause.id)
    remind(desk, "2026-03-10T00:00")

    assert desk.task(STEP).urges == 1


def test_some_days_after_its_limit_whoever_holds_a_task_is_urged_once(late):
    late.do(HOLDER, claiming.claim, late.task(STEP).id)

    assert pass_at(late, "2026-03-05T23:59") is None
    assert pass_at(late, "2026-03-06T00:00") == 1
    assert pass_at(late, "2026-03-20T00:00") == 1
    assert (int(late.actor(HOLDER).id.removeprefix("person:")), None) in told(late)
    assert late.breaches() == []


def test_a_group_is_urged_while_nobody_holds_its_task(late):
    pass_at(late, "2026-03-09T00:00")

    assert (None, "tax/examiner") in told(late)


def test_while_the_clock_stands_nobody_is_urged(late):
    pause = late.do(KEEPER, pausing.pause_case, late.number, REVIEW)
    assert pass_at(late, "2026-03-10T09:00") is None
    late.end_pause(KEEPER, pause.id)

    assert pass_at(late, "2026-03-20T00:00") == 1


def test_what_is_done_is_not_urged(late):
    late.answer(HOLDER, STEP, {"finding": "ready"})
    late.wait_until("2026-03-09T00:00")
    late.pass_due()

    assert late.task(STEP, closed=True).urges is None
    assert late.breaches() == []


def test_an_urge_of_the_clock_is_read_as_one_of_a_person_and_leaves_room_for_theirs(late):
    pass_at(late, "2026-03-09T00:00")
    task = late.task(STEP).id
    late.do(HOLDER, claiming.claim, task)
    late.do(HOLDER, urging.read_urges, task)

    with late.look() as work:
        (seen,) = seen_urges(work, late.task(STEP))
        assert (seen.automatic, seen.by, seen.reader.username) == (True, None, HOLDER)
    for _ in range(3):
        late.do("wangjianguo", urging.urge, task)
