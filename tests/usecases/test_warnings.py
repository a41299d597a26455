"""Every limit knows when it is about to end, and what moves its end moves that moment."""

from datetime import date

import pytest

from app.shapes.case.seen import seen_case, seen_limits
from app.storage.office.items import Item
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.counting.dates import PROMISED
from engine.stories.telling import moment
from tests.usecases.desk import ACCEPT

CHECK = "check_materials"
REVIEW = Wish("expert_review", 10, "专家评审", approved_by="weiguodong")


def offer(desk, **said):
    """Let the item of the demo say otherwise."""
    with desk.work("chengxiao") as work:
        item = work.session.get_one(Item, "enterprise_setup")
        for name, value in said.items():
            setattr(item, name, value)


def warned(desk, kind=PROMISED):
    return desk.deadlines(kind=kind)[0].warn_at


def lights(desk):
    """The light of the case, of what it asks, and of its limits, as everybody sees them."""
    with desk.look() as work:
        case = seen_case(work, work.session.merge(desk.case(), load=False))
        limits = seen_limits(work, desk.deadlines())
        return case.light, {one.task.step: one.light for one in case.tasks}, limits


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"warning_days": 1, "warning_percent": None}, "2026-03-27"),
        ({"warning_days": 1, "warning_percent": 80}, "2026-03-24"),
        ({"warning_days": 5, "warning_percent": 80}, "2026-03-23"),
        ({"warning_days": 0, "warning_percent": None}, "2026-03-30"),
    ],
    ids=["days", "80 % used", "the earlier", "the last day"],
)
def test_an_item_says_how_early_its_limits_warn_facts_2_6(desk, said, expected):
    offer(desk, **said)
    desk.accepted()

    assert warned(desk) == moment(f"{expected}T00:00")
    assert desk.case().yellow_at == warned(desk)


def test_a_promise_of_five_days_warns_on_the_fourth_t_42(desk):
    offer(desk, promised_days=5, warning_days=1)
    desk.accepted()

    assert desk.case().promised_due_on == date(2026, 3, 9)
    assert warned(desk) == moment("2026-03-06T00:00")


def test_the_warning_of_a_step_is_its_own(desk):
    offer(desk, step_warning_days=0, warning_percent=None)
    desk.accepted()

    (limit,) = desk.deadlines(step="prereview_tax", kind="step")
    assert limit.warn_at == moment("2026-03-04T00:00")
    assert desk.task("prereview_tax").yellow_at == limit.warn_at


def test_a_step_of_one_day_warns_two_office_hours_before_facts_2_6(desk):
    desk.hand_in()

    assert desk.task(CHECK).yellow_at == moment("2026-03-03T15:30")


def test_timers_and_silence_warn_like_every_limit(desk):
    desk.hand_in()

    assert [row.warn_at for row in desk.deadlines(kind="timer")] == [moment("2026-03-06T00:00")]


def test_a_pause_takes_the_light_away_and_its_end_moves_the_warning_art_45(desk):
    desk.accepted()
    before = warned(desk)
    pause = desk.do("yuanmingde", pausing.pause_case, desk.number, REVIEW)
    standing = lights(desk)
    desk.wait_until("2026-03-09T10:00")
    desk.end_pause("yuanmingde", pause.id)

    assert (standing[0], {one.light for one in standing[2] if one.limit.state == "paused"}) == (
        "none",
        {"none"},
    )
    assert warned(desk) == moment("2026-03-31T00:00") > before
    assert desk.case().yellow_at == warned(desk)


def test_a_step_that_is_late_is_red_and_its_case_is_not_t8(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", CHECK, ACCEPT)
    desk.wait_until("2026-03-20T09:00")
    desk.pass_due()

    of_case, of_steps, limits = lights(desk)
    assert of_case == "green"
    assert "red" in of_steps.values()
    assert {one.light for one in limits if one.limit.kind == PROMISED} == {"green"}


def test_what_is_late_is_asked_until_it_is_answered_t8(desk):
    def late():
        return [(row.state, row.asked) for row in desk.deadlines(kind="step", step=CHECK)]

    desk.hand_in()
    desk.wait_until("2026-03-05T09:00")
    desk.pass_due()
    before = late()
    desk.answer("zhouwenjing", CHECK, ACCEPT)

    assert (before, late()) == ([("fired", "window")], [("fired", None)])
