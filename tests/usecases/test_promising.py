"""Materials that may follow an acceptance: features L22 (容缺受理); decision 187."""

from datetime import date, timedelta

import pytest

from app.shapes.case.checklist import checklist
from app.storage.case import cases, promises
from app.usecases import timing
from app.usecases.cases import accepting, promising, putting_off
from app.usecases.cases.accepting import COMPLETE, PROMISED, Verdict
from app.usecases.cases.putting_off import Longer
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.collecting import hand_in
from tests.usecases.desk import ACCEPT, CLOCK, HOTEL
from tests.usecases.returning.going import say

WINDOW, LEAD = "zhouwenjing", "wangjianguo"
LEASE, POWER = "premises_proof", "power_of_attorney"
UNTIL = date(2026, 3, 10)


@pytest.fixture
def promised(desk):
    """Accepted on Monday 2026-03-02; the lease is promised until the Tuesday of the week after."""
    desk.wait_until("2026-03-02T10:00")
    desk.hand_in(HOTEL)
    check(desk, {LEASE: Verdict(PROMISED, until=UNTIL)})
    return desk


def check(desk, verdicts, answers=ACCEPT):
    task = desk.task("check_materials").id
    return desk.do(WINDOW, accepting.check, task, dict(answers), verdicts)


def stands(desk, who=LEAD):
    with desk.look(who) as work:
        rows = checklist(work, cases.seen(work.session, desk.number, work.actor))
    return {one["code"]: one["state"] for one in rows}


def told(desk, what):
    return [one.group for one in desk.notices() if one.what == what]


def kept(desk):
    return desk.all(desk._of_case(promises.Promise))


def test_acceptance_with_a_promise_has_its_paper_its_limit_and_its_notice(promised):
    (limit,) = promised.deadlines(kind="promised_material")
    (one,) = kept(promised)

    assert promised.case().accepted_on == date(2026, 3, 2)
    assert (one.due_on, limit.due_on, one.blocks) == (UNTIL, UNTIL, True)
    assert one.paper.startswith(promised.number)
    assert (stands(promised)[LEASE], stands(promised)["articles"]) == ("promised", "checked")
    assert told(promised, "notice.material_promised") == ["applicant"]
    assert promised.breaches() == []


def test_handing_in_clears_it(promised):
    hand_in(promised, LEASE)

    (limit,) = promised.deadlines(kind="promised_material")
    assert (limit.state, limit.asked, promised.case().promised) == ("met", None, 0)
    assert stands(promised)[LEASE] == "complete"
    assert "promise.kept" in promised.told()
    assert promised.breaches() == []


def test_the_applicant_is_reminded_and_a_late_one_is_told_to_the_lead_too(promised):
    promised.wait_until("2026-03-09T09:00")
    promised.do(CLOCK, timing.remind, 100)
    assert told(promised, "notice.material_due") == ["applicant"]

    promised.wait_until("2026-03-11T00:00")
    assert "promised_material" in promised.pass_due()

    assert told(promised, "notice.material_late") == ["applicant"]
    assert told(promised, "notice.material_overdue") == ["market_regulation/approver"]
    assert stands(promised)[LEASE] == "late"
    assert promised.breaches() == []


def test_a_late_one_is_still_taken(promised):
    promised.wait_until("2026-03-11T00:00")
    promised.pass_due()

    hand_in(promised, LEASE)

    (limit,) = promised.deadlines(kind="promised_material")
    assert (limit.state, limit.asked, promised.case().promised) == ("fired", None, 0)
    assert promised.breaches() == []


@pytest.mark.parametrize(
    ("code", "until", "fault"),
    [
        ("articles", UNTIL, "promise.not_allowed"),
        (LEASE, date(2026, 3, 2), "promise.day"),
        (LEASE, date(2026, 3, 24), "promise.day"),
        ("nothing", UNTIL, "material.unknown_code"),
    ],
)
def test_what_may_not_follow_or_not_so_long_is_refused(desk, code, until, fault):
    desk.wait_until("2026-03-02T10:00")
    desk.hand_in(HOTEL)

    with pytest.raises(Invalid) as refusal:
        desk.do(WINDOW, promising.promise, desk.number, {code: until})

    assert [one.code for one in refusal.value.faults] == [fault]


def test_a_required_material_follows_only_with_a_promise_and_a_day(desk):
    desk.hand_in(HOTEL)
    verdicts = {POWER: Verdict("later"), LEASE: Verdict(PROMISED), "articles": Verdict(COMPLETE)}

    with pytest.raises(Invalid) as refusal:
        check(desk, verdicts)

    assert {(one.place, one.code) for one in refusal.value.faults} == {
        (f"verdicts.{POWER}", "material.required"),
        (f"verdicts.{LEASE}", "promise.no_day"),
    }
    assert kept(desk) == []


def test_only_the_window_and_the_lead_take_promises(promised):
    with pytest.raises(NotAllowed):
        promised.do("pengchao", promising.promise, promised.number, {POWER: UNTIL})
    promised.do(LEAD, promising.promise, promised.number, {POWER: UNTIL})

    assert promised.case().promised == 2


def put_off(desk, until, reason="房东外出", who=WINDOW):
    return desk.do(who, putting_off.put_off, desk.number, LEASE, Longer(until, reason))


def test_a_promise_is_put_off_with_a_new_limit_and_a_new_paper(promised):
    (before,) = kept(promised)
    one = put_off(promised, date(2026, 3, 20), who=LEAD)

    states = [(row.due_on, row.state) for row in promised.deadlines(kind="promised_material")]
    assert states == [(UNTIL, "replaced"), (date(2026, 3, 20), "running")]
    assert (one.put_off_from, one.put_off_reason) == (UNTIL, "房东外出")
    assert one.paper != before.paper
    assert told(promised, "notice.material_promised") == ["applicant"] * 2
    assert promised.breaches() == []


def test_it_is_put_off_once(promised):
    put_off(promised, date(2026, 3, 20))
    with pytest.raises(Conflict) as refused:
        put_off(promised, date(2026, 3, 24))

    assert refused.value.code == "promise.put_off"


def test_what_was_late_stays_late_and_is_asked_for_by_the_new_day(promised):
    promised.wait_until("2026-03-11T00:00")
    promised.pass_due()
    put_off(promised, date(2026, 3, 20))
    assert stands(promised)[LEASE] == "promised"

    promised.wait_until("2026-03-21T00:00")
    promised.pass_due()
    states = [row.state for row in promised.deadlines(kind="promised_material")]
    assert states == ["fired", "fired"]
    assert told(promised, "notice.material_late") == ["applicant"] * 2


@pytest.mark.parametrize("until", [UNTIL, date(2026, 4, 1)])
def test_it_is_put_off_to_a_later_day_within_the_days_of_the_item_and_with_a_reason(
    promised, until
):
    with pytest.raises(Invalid) as refused:
        put_off(promised, until, " ")

    codes = [one.code for one in refused.value.faults]
    assert codes == ["promise.no_reason", "promise.longer"]


def test_others_put_nothing_off_and_what_came_is_not_put_off(promised):
    with pytest.raises(NotAllowed):
        put_off(promised, date(2026, 3, 20), who="pengchao")
    hand_in(promised, LEASE)
    with pytest.raises(NotFound):
        put_off(promised, date(2026, 3, 20))


def granting(desk, **material):
    """A case in which the window accepts and decides; one material may follow."""
    lease = {"code": "lease", "name": "租赁合同", "required": True, "tolerance": True}
    drawing.publish(desk, drawing.granting(), materials=[lease | material])
    desk.hand_in({}, item="granting")
    day = desk.case().received_on + timedelta(days=7)
    desk.do(WINDOW, promising.promise, desk.number, {"lease": day})
    say(desk, WINDOW, "accept")
    return desk


def test_nothing_is_granted_before_it_comes(desk):
    granting(desk)
    with pytest.raises(Conflict, match="租赁合同"):
        say(desk, WINDOW, "decide")

    hand_in(desk, "lease")
    say(desk, WINDOW, "decide")

    assert desk.case().decided_on is not None
    assert desk.breaches() == []


def test_where_the_item_says_so_the_decision_does_not_wait(desk):
    granting(desk, promise_blocks=False)

    say(desk, WINDOW, "decide")

    assert desk.case().decided_on is not None


def test_a_refusal_does_not_wait(desk):
    lease = {"code": "lease", "name": "租赁合同", "required": True, "tolerance": True}
    drawn = Drawing("refusing").start().user("look", **drawing.ASKED)
    drawn.end("refused", milestone="decided", paper="REFUSAL_DECISION")
    drawing.publish(desk, drawn.flow("start", "look", "refused"), materials=[lease])
    desk.hand_in({}, item="refusing")
    day = desk.case().received_on + timedelta(days=7)
    desk.do(WINDOW, promising.promise, desk.number, {"lease": day})

    say(desk, WINDOW, "look")

    assert desk.case().outcome == "refused"
    assert desk.breaches() == []
