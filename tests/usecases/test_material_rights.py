"""A material may be for some departments only: who reads it, who hands it in (C6; decision 210)."""

from datetime import date

import pytest

from app.shapes.case.checklist import checklist
from app.shapes.case.remarks import RemarkView, seen_remarks
from app.shapes.clock.clocks import seen_pauses
from app.shapes.desk.desk import asked_in, opinions
from app.storage.case import cases, history, materials
from app.storage.clock.pauses import Pause
from app.storage.desk import case_tasks
from app.storage.office.items import Item
from app.usecases import copying, remarking
from app.usecases.cards import telling
from app.usecases.cases import material_rights, opening
from app.usecases.copying import Receiver
from app.usecases.remarking import Wish
from engine.errors import Invalid, NotAllowed, NotFound
from tests.usecases import drawing
from tests.usecases.collecting import hand_in

LEAD, COMMERCE, FIRE, SUPERVISOR = "wangjianguo", "songweimin", "pengchao", "caishoucheng"
EVERYBODY = ("party", LEAD, COMMERCE, FIRE, SUPERVISOR)
LISTED = [
    {"code": "plan", "name": "平面图", "required": False, "readers": ["fire"]},
    {"code": "report", "name": "检测报告", "required": False, "senders": ["fire"]},
    {"code": "lease", "name": "租赁合同", "required": False},
]


@pytest.fixture
def restricted(desk):
    """Commerce and fire are asked; the plan is read by fire, the report handed in by fire."""
    drawing.publish(desk, drawing.two_opinions(), materials=LISTED)
    desk.hand_in({}, item="two_opinions")
    return desk


def read(desk, who, code):
    """Whether somebody opens the newest file of a material, and finds it in every list."""
    with desk.look(who) as work:
        case = cases.seen(work.session, desk.number, work.actor)
        file = materials.of_case(work.session, case.id)[-1]
        row = next(one for one in checklist(work, case) if one["code"] == code)
        listed = material_rights.readable(work, case, [file])
        assert (row["files"], row["kept"]) == (listed, 1 - len(listed))
        try:
            return opening.file(work, case, file.id) in listed
        except NotFound:
            assert listed == []
            return False


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("code", ["plan", "report", "lease"])
def test_who_reads_which_material(restricted, who, code):
    hand_in(restricted, code)

    assert read(restricted, who, code) == (code != "plan" or who != COMMERCE)


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != SUPERVISOR])
@pytest.mark.parametrize("code", ["plan", "report", "lease"])
def test_who_hands_in_which_material(restricted, who, code):
    if who != COMMERCE or code == "lease":
        assert hand_in(restricted, code, who=who)
    else:
        with pytest.raises(NotAllowed) as refused:
            hand_in(restricted, code, who=who)
        assert refused.value.code == "material.not_sent"


def test_what_one_may_not_read_is_replaced_by_nobody_in_its_place(restricted):
    plan = hand_in(restricted, "plan")

    with pytest.raises(NotFound):
        hand_in(restricted, "lease", who=COMMERCE, replaces=plan)


def test_a_copy_shows_no_more_than_the_department_may_read(restricted):
    hand_in(restricted, "plan")
    wish = copying.Wish([Receiver(person="luojun")])
    restricted.do(LEAD, copying.send, restricted.number, wish)

    assert not read(restricted, "luojun", "plan")


def test_a_remark_names_no_file_to_who_may_not_read_it(restricted):
    plan = hand_in(restricted, "plan")
    restricted.do(FIRE, remarking.make, restricted.number, Wish("见图", materials=[plan]))

    with pytest.raises(Invalid):
        restricted.do(COMMERCE, remarking.make, restricted.number, Wish("图", materials=[plan]))


def test_a_new_version_outdates_only_opinions_that_could_see_it(restricted):
    hand_in(restricted, "plan")
    for who, department in ((COMMERCE, "commerce"), (FIRE, "fire")):
        restricted.answer(who, "opine", {"opinion": "agree"}, department)
    restricted.wait_until("2026-03-02T15:00")
    hand_in(restricted, "plan")

    told = [one.group for one in restricted.notices() if one.what == "notice.opinion_outdated"]
    assert [one.partition("/")[0] for one in told] == ["fire"]
    with restricted.look(LEAD) as work:
        case = cases.seen(work.session, restricted.number, work.actor)
        asked = asked_in(work, case, case_tasks.of_case(work.session, case.id))
        flagged = [one.department for one in opinions(asked, work.actor) if one.newer]
    assert flagged == ["fire"]


def test_a_right_counts_from_the_moment_the_item_says_so(restricted):
    hand_in(restricted, "lease")
    with restricted.work("chengxiao") as work:
        item = work.session.get_one(Item, "two_opinions")
        item.materials = [one | {"readers": ["fire"]} for one in item.materials]

    assert not read(restricted, COMMERCE, "lease")
    assert restricted.case().received_on == date(2026, 3, 2)


def test_no_answer_names_a_file_to_who_may_not_read_it_c6(restricted):
    plan, lease = hand_in(restricted, "plan"), hand_in(restricted, "lease")
    restricted.do(FIRE, remarking.make, restricted.number, Wish("见图", materials=[plan, lease]))

    for who, files in ((COMMERCE, {lease}), (FIRE, {plan, lease})):
        assert named(restricted, who, Pause(evidence=plan)) == files


def named(desk, who, pause):
    """The ids of files somebody is told in remarks, pauses and the history of the case."""
    with desk.look(who) as work:
        case = cases.seen(work.session, desk.number, work.actor)
        told = telling.readable(work, case, history.of_case(work.session, case.id))
        remarks = RemarkView(many=True).dump(seen_remarks(work, case))
        stood = seen_pauses(work, case, [pause])
        shown = [one.details["material"] for one in told if "material" in one.details]
        shown += [one for each in remarks for one in each["materials"]]
        return {*shown, *(one.evidence for one in stood)} - {None}
