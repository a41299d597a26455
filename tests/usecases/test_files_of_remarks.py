"""Files that come with a remark: read by whoever reads it, in versions (L13)."""

import pytest

from app.storage.case import cases, materials
from app.usecases import remarking
from app.usecases.cases import opening
from app.usecases.remarking import Wish
from engine.errors import Invalid, NotFound
from engine.people import Actor
from tests.usecases import drawing
from tests.usecases.collecting import arriving, hand_in

LEAD, EXAMINER, PLAN = "wangjianguo", "lixuemei", "平面图.png"


@pytest.fixture
def accepted(desk):
    """A case that departments review."""
    desk.accepted()
    return desk


def note(desk, *names, who=LEAD, **more):
    """Note something with files of these names."""
    with arriving(*names) as files:
        return desk.do(who, remarking.make, desk.number, Wish("见附件", files=files, **more))


def files(desk):
    """The files of remarks on the case: names, versions, whether replaced."""
    with desk.look() as work:
        rows = materials.of_remarks(work.session, desk.case().id)
        return [(one.id, one.name, one.version, one.replaced) for one in rows]


def opens(desk, who):
    """Whether somebody may open the first file of a remark."""
    with desk.look(who) as work:
        case = cases.seen(work.session, desk.number, work.actor)
        return bool(opening.file(work, case, files(desk)[0][0]))


@pytest.mark.parametrize("who", ["zhouwenjing", EXAMINER, "xuchangqing", "caishoucheng"])
def test_whoever_reads_a_remark_opens_its_files(accepted, who):
    note(accepted, PLAN)

    assert opens(accepted, who)


def test_the_applicant_opens_only_what_is_written_for_them(accepted):
    note(accepted, PLAN)
    with pytest.raises(NotFound):
        opens(accepted, "party")


def test_the_applicant_opens_the_file_of_a_remark_for_them(accepted):
    note(accepted, PLAN, visible=True)

    assert opens(accepted, "party")


def test_a_hidden_remark_hides_its_files(desk):
    drawing.publish(desk, drawing.two_opinions(others="hidden"))
    desk.hand_in({}, item="two_opinions")
    note(desk, PLAN, who="songweimin")  # of commerce, which is asked

    assert opens(desk, LEAD)
    with pytest.raises(NotFound):
        opens(desk, Actor("x", "审查人", pairs=frozenset({("fire", "examiner")})))


def test_a_file_of_a_remark_is_no_material_of_the_case(accepted):
    note(accepted, PLAN)

    with accepted.look() as work:
        case_id = accepted.case().id
        assert materials.of_case(work.session, case_id) == []
        assert materials.amount(work.session, case_id) == (0, 0)
        assert materials.amount(work.session, case_id, noted=True)[0] == 1
    hand_in(accepted, name=PLAN)
    assert files(accepted)[0][3] is False


def test_a_file_of_the_same_name_is_the_next_version(accepted):
    note(accepted, PLAN)
    note(accepted, PLAN)

    assert [row[1:] for row in files(accepted)] == [(PLAN, 1, True), (PLAN, 2, False)]


def test_what_others_cannot_read_is_never_replaced(accepted):
    note(accepted, PLAN)
    note(accepted, PLAN, visible=True)
    note(accepted, PLAN, who="xuchangqing")  # of another department

    assert [row[2:] for row in files(accepted)] == [(1, False)] * 3


def test_files_are_refused_together_with_the_words(accepted):
    with pytest.raises(Invalid) as refused, arriving(PLAN, PLAN) as two:
        accepted.do(LEAD, remarking.make, accepted.number, Wish("", files=two))

    assert [one.code for one in refused.value.faults] == ["remark.empty", "remark.name_twice"]
    with pytest.raises(Invalid):
        note(accepted, *(f"{number}.png" for number in range(11)))
    assert files(accepted) == []


def test_the_history_keeps_the_fingerprints(accepted):
    note(accepted, PLAN)

    (digest,) = accepted.history()[-1].details["files"]
    assert len(digest) == 64
