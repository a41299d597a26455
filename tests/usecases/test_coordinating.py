"""A conflict climbs the ladder of coordination until somebody settles it (C11; decision 185)."""

import pytest

from app.storage.case.papers import Paper
from app.storage.joint import coordinations
from app.usecases.coordinating import beginning, deciding
from app.usecases.coordinating.beginning import Wish
from app.usecases.coordinating.deciding import Result, Rise
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases import drawing

LEAD, APPROVER, HEAD, COORDINATOR = "wangjianguo", "zhangzhiyuan", "konglinghui", "yuanmingde"
WISH = Wish("消防认为疏散宽度不足，商务同意选址", ("fire", "commerce"))
SETTLED = Result("departments", "not_followed", "疏散宽度已由审图机构复核，符合标准")


@pytest.fixture
def begun(asked):
    """Their conflict is coordinated."""
    asked.coordination = asked.do(LEAD, beginning.begin, asked.number, WISH).id
    return asked


def do(desk, who, deed, *given):
    return desk.do(who, deed, desk.number, desk.coordination, *given)


def row(desk):
    with desk.look() as work:
        return coordinations.of_number(work.session, desk.case().id, desk.coordination)


def steps(desk):
    with desk.look() as work:
        taken = coordinations.steps(work.session, [desk.coordination])[desk.coordination]
        return [(one.what, one.rung_name) for one in taken]


def told(desk, what):
    return [one.group for one in desk.notices() if one.what == f"notice.coordination_{what}"]


def test_what_was_written_for_a_lower_rung_settles_nothing_on_a_higher_one(begun):
    do(begun, COORDINATOR, deciding.send_up, Rise("departments", "协商不成"))

    with pytest.raises(Conflict) as refused:
        do(begun, HEAD, deciding.settle, SETTLED)
    assert refused.value.code == "coordination.moved"


def test_it_begins_on_the_lowest_rung_with_its_own_limit(begun):
    assert (row(begun).rung, str(row(begun).due_on)) == ("departments", "2026-03-03")
    (limit,) = begun.deadlines(kind="coordination")
    assert (limit.state, limit.asked, str(limit.due_on)) == (
        "running",
        "market_regulation",
        "2026-03-03",
    )
    assert begun.told()[-1] == "coordination.begun"
    assert begun.breaches() == []


def test_who_decides_is_asked_and_those_in_conflict_are_told(begun):
    assert told(begun, "asked") == ["market_regulation/approver"]
    assert set(told(begun, "begun")) == {"fire/approver", "commerce/approver"}


def test_a_rung_that_lets_its_limit_pass_hands_it_one_rung_up(begun):
    begun.wait_until("2026-03-04T00:00")
    begun.pass_due()

    assert row(begun).rung == "lead"
    assert [one.state for one in begun.deadlines(kind="coordination")] == ["fired", "running"]
    assert steps(begun) == [("begun", "承办部门协商"), ("passed", "牵头部门负责人协调")]
    assert begun.breaches() == []


def test_it_climbs_all_five_rungs_and_is_late_at_the_top_sp_12(begun):
    begun.wait_until("2026-04-01T00:00")
    for _ in range(6):
        begun.pass_due()
        begun.wait_until(f"2026-0{4 + _}-30T00:00")

    names = [name for _, name in steps(begun)]
    assert len(names) == 5
    assert (names[-1], row(begun).rung) == ("政府负责人专题会", "government")
    assert "government_head" in told(begun, "late")
    assert begun.breaches() == []


def test_whoever_decides_sends_it_up_with_a_reason(begun):
    with pytest.raises(Invalid):
        do(begun, APPROVER, deciding.send_up, Rise("departments", " "))
    do(begun, APPROVER, deciding.send_up, Rise("departments", "部门间协商不成"))
    do(begun, COORDINATOR, deciding.send_up, Rise("lead", "牵头部门请求上会"))

    assert row(begun).deciders == ["centre_coordinator", "head"]
    assert begun.told()[-1] == "coordination.raised"
    states = [one.state for one in begun.deadlines(kind="coordination")]
    assert sorted(states) == ["replaced", "replaced", "running"]


def test_at_the_top_it_is_settled_not_sent_up(begun):
    for _ in range(4):
        do(begun, COORDINATOR, deciding.send_up, Rise(row(begun).rung, "未达成一致"))

    with pytest.raises(Conflict, match="highest"):
        do(begun, COORDINATOR, deciding.send_up, Rise(row(begun).rung, "未达成一致"))


def test_what_it_came_to_is_recorded_on_paper_and_told(begun):
    do(begun, APPROVER, deciding.settle, SETTLED)

    (paper,) = begun.all(begun._of_case(Paper).filter_by(kind="COORDINATION_OPINION"))
    said = paper.content["coordination"]
    assert (said["outcome"], said["words"]) == (SETTLED.outcome, SETTLED.words)
    assert said["departments"] == ["消防救援大队", "商务局"]
    assert set(told(begun, "settled")) == {
        "market_regulation/approver",
        "fire/approver",
        "commerce/approver",
    }
    assert [one.state for one in begun.deadlines(kind="coordination")] == ["met"]
    assert begun.breaches() == []


def test_no_opinion_is_replaced_and_the_case_moves_as_before(begun):
    do(begun, APPROVER, deciding.settle, SETTLED)

    assert {one.department for one in begun.tasks("opine")} == {"commerce", "fire"}


@pytest.mark.parametrize("who", [LEAD, "pengchao", HEAD])
def test_only_who_decides_on_this_rung_settles(begun, who):
    with pytest.raises(NotAllowed):
        do(begun, who, deciding.settle, SETTLED)


def test_only_the_lead_or_a_coordinator_begins(asked):
    for who, why in (("pengchao", NotAllowed), ("luojun", NotFound)):
        with pytest.raises(why):
            asked.do(who, beginning.begin, asked.number, WISH)


def test_one_conflict_is_coordinated_at_a_time(begun):
    with pytest.raises(Conflict) as refused:
        begun.do(LEAD, beginning.begin, begun.number, WISH)
    do(begun, APPROVER, deciding.settle, SETTLED)

    assert refused.value.code == "coordination.open"
    assert begun.do(COORDINATOR, beginning.begin, begun.number, WISH).id


def test_everything_wrong_is_told_at_once(asked):
    with pytest.raises(Invalid) as refused:
        asked.do(LEAD, beginning.begin, asked.number, Wish(" ", ("ecology",)))

    assert {one.place for one in refused.value.faults} == {"topic", "departments"}


def test_a_settled_one_gives_outcome_and_words_and_stays_settled(begun):
    with pytest.raises(Invalid) as refused:
        do(begun, APPROVER, deciding.settle, Result("departments", "so what", " "))
    do(begun, APPROVER, deciding.settle, SETTLED)

    assert {one.place for one in refused.value.faults} == {"outcome", "words"}
    with pytest.raises(Conflict):
        do(begun, APPROVER, deciding.settle, SETTLED)


def test_a_case_that_ends_leaves_no_coordination_behind(begun):
    for who, department in (("songweimin", "commerce"), ("pengchao", "fire")):
        begun.do(who, drawing.say, begun.task("opine", department).id, "agree")
    begun.do(APPROVER, drawing.say, begun.task("decide").id, "agree")

    assert row(begun).state == "void"
    assert "coordination.void" in begun.told()
    assert "fire/approver" in told(begun, "void")
    assert begun.breaches() == []
