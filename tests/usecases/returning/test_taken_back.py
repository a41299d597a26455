"""What a return takes back stays as it was said, and counts no more; decision 172."""

import pytest

from app.storage.clock.silences import Silence
from app.usecases.moving.reasons import dissent
from app.usecases.tasks import supplying
from engine.errors import Conflict
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.drawing import ASKED
from tests.usecases.returning.going import COMMERCE, FIRE, LEAD, WINDOW, back, checked_opinions, say


def test_opinions_that_are_asked_again_count_no_more(decided):
    back(decided, LEAD, "decide", "opine")

    assert {task.department for task in decided.tasks("opine")} == {"commerce", "fire"}
    old = decided.tasks("opine", closed=True)
    assert all(task.taken_back_at and task.answers for task in old)
    with decided.look() as work:
        assert dissent(work.session, old) == []
    assert decided.breaches() == []


def test_after_a_return_the_new_opinions_decide(decided):
    back(decided, LEAD, "decide", "opine")
    say(decided, FIRE, "opine", "agree", "fire")
    say(decided, COMMERCE, "opine", "disagree", "commerce")

    with decided.look() as work:
        against = dissent(work.session, decided.tasks(closed=True))
    assert [task.department for task in against] == ["commerce"]


def test_one_of_several_goes_back_and_the_answers_of_the_others_stay(desk):
    drawing.shelve(desk, checked_opinions())
    desk.hand_in({}, item="checked")
    say(desk, WINDOW, "check")
    say(desk, COMMERCE, "opine", "agree", "commerce")
    back(desk, FIRE, "opine", "check", department="fire", siblings="keep")
    say(desk, WINDOW, "check")

    assert [task.department for task in desk.tasks("opine")] == ["fire"]
    assert desk.task("opine", "commerce", closed=True).taken_back_at is None
    assert desk.breaches() == []


def test_a_silence_that_is_taken_back_owes_nothing(desk):
    drawing.publish(
        desk, drawing.two_opinions(silence="agree", silenceBasis="《联合审批办法》第二十条")
    )
    desk.hand_in({}, item="two_opinions")
    say(desk, COMMERCE, "opine", "agree", "commerce")
    desk.wait_until("2026-03-06T00:00")
    desk.pass_all()
    silent = desk.task("opine", "fire", closed=True)
    back(desk, LEAD, "decide", "opine")

    assert desk.all(desk._of_case(Silence))[0].owed_until is None
    assert {one.state for one in desk.deadlines(kind="late_opinion")} == {"cancelled"}
    said = supplying.Supplied("agree")
    with pytest.raises(Conflict):
        desk.do(FIRE, supplying.supply_opinion, silent.id, said)
    assert desk.breaches() == []


def test_a_signature_that_was_taken_back_binds_nobody(desk):
    drawn = Drawing("signed").start().user("check", **ASKED)
    drawn.user("examine", "fire/examiner", sign="examine", **ASKED)
    drawn.user("approve", "fire/approver", sign="approve", **ASKED)
    drawn.end("granted").flow("start", "check", "examine", "approve", "granted")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item="signed")
    for who, step in ((WINDOW, "check"), (FIRE, "examine")):
        say(desk, who, step)
    back(desk, "zenghui", "approve", "check")
    for who, step in ((WINDOW, "check"), ("zenghui", "examine"), (FIRE, "approve")):
        say(desk, who, step)

    assert desk.case().ended_at is not None
    assert desk.breaches() == []
