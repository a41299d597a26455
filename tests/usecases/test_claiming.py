"""Taking tasks upon oneself: one holder at a time, and nothing of the work is lost."""

import pytest

from app.usecases.tasks import claiming, reviewing
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases.desk import ACCEPT, CORRECT


@pytest.fixture
def asked(desk):
    """The task of the window in a new case."""
    desk.hand_in()
    return desk.task("check_materials").id


def test_a_claimed_task_has_a_holder_and_the_history_tells(desk, asked):
    task = desk.do("zhouwenjing", claiming.claim, asked)

    assert f"person:{task.assignee_id}" == desk.actor("zhouwenjing").id
    assert desk.told()[-1] == "task.claimed"


def test_claiming_again_changes_nothing(desk, asked):
    first = desk.do("zhouwenjing", claiming.claim, asked)
    again = desk.do("zhouwenjing", claiming.claim, asked, revision=1)

    assert again.revision == first.revision
    assert desk.told().count("task.claimed") == 1


def test_who_comes_second_is_told_who_was_faster(desk, asked):
    desk.do("zhouwenjing", claiming.claim, asked)

    with pytest.raises(Conflict, match="周文静"):
        desk.do("linxiaoyu", claiming.claim, asked)


def test_a_task_a_colleague_holds_is_not_answered_drafted_or_put_back(desk, asked):
    desk.do("zhouwenjing", claiming.claim, asked)

    for deed, given in (
        (reviewing.complete_task, [ACCEPT]),
        (claiming.save_draft, [{}]),
        (claiming.release, []),
    ):
        with pytest.raises(NotAllowed, match="A colleague"):
            desk.do("linxiaoyu", deed, asked, *given)


def test_a_task_put_back_keeps_its_draft_for_the_next(desk, asked):
    desk.do("zhouwenjing", claiming.claim, asked)
    desk.do("zhouwenjing", claiming.save_draft, asked, {"outcome": "accept"})
    desk.do("zhouwenjing", claiming.release, asked)

    task = desk.do("linxiaoyu", claiming.claim, asked)

    assert task.draft == {"outcome": "accept"}
    assert desk.told()[-3:] == ["task.claimed", "task.released", "task.claimed"]


def test_a_draft_is_not_checked_and_not_told_in_the_history(desk, asked):
    before = desk.told()

    desk.do("zhouwenjing", claiming.save_draft, asked, {"outcome": "half a wo"})

    assert desk.told() == before


@pytest.mark.parametrize("value", ["\x00", "\ud800", 10**400, "甲" * 600_000])
def test_a_draft_no_database_takes_is_refused(desk, asked, value):
    with pytest.raises(Invalid):
        desk.do("zhouwenjing", claiming.save_draft, asked, {"remarks": value})


def test_an_answered_task_keeps_no_draft(desk, asked):
    desk.do("zhouwenjing", claiming.save_draft, asked, {"outcome": "accept"})

    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    assert desk.task("check_materials", closed=True).draft is None


@pytest.mark.parametrize("deed", ["claim", "release"])
def test_what_was_seen_in_an_older_revision_is_looked_at_again(desk, asked, deed):
    desk.do("zhouwenjing", claiming.save_draft, asked, {"outcome": "refuse"})

    with pytest.raises(Conflict) as refused:
        desk.do("linxiaoyu", getattr(claiming, deed), asked, revision=1)

    assert refused.value.code == "task.changed"


def test_a_draft_on_an_older_revision_overwrites_nothing(desk, asked):
    desk.do("zhouwenjing", claiming.save_draft, asked, {"outcome": "refuse"}, revision=1)

    with pytest.raises(Conflict):
        desk.do("linxiaoyu", claiming.save_draft, asked, {"outcome": "accept"}, revision=1)

    assert desk.task("check_materials").draft == {"outcome": "refuse"}


def test_the_lead_department_frees_the_task_of_who_is_away(desk, asked):
    desk.do("zhouwenjing", claiming.claim, asked)

    desk.do("wangjianguo", claiming.free, asked, "病假")

    assert desk.do("linxiaoyu", claiming.claim, asked).assignee_id
    assert desk.history()[-2].details["reason"] == "病假"


def test_colleagues_do_not_free_each_others_tasks(desk, asked):
    desk.do("zhouwenjing", claiming.claim, asked)

    with pytest.raises(NotAllowed):
        desk.do("linxiaoyu", claiming.free, asked, "我来办")


def test_a_stranger_does_not_learn_that_a_task_exists(desk, asked):
    for deed, given in ((claiming.claim, []), (claiming.free, ["?"])):
        with pytest.raises(NotFound) as known:
            desk.do("xuchangqing", deed, asked, *given)
        with pytest.raises(NotFound) as unknown:
            desk.do("xuchangqing", deed, "0" * 32, *given)
        assert str(known.value) == str(unknown.value)


def test_the_party_of_a_case_claims_nothing(desk, asked):
    desk.answer("zhouwenjing", "check_materials", CORRECT)

    with pytest.raises(NotAllowed, match="Only staff"):
        desk.do("party", claiming.claim, desk.task("correct_materials").id)


@pytest.mark.parametrize("deed", [claiming.claim, claiming.release])
def test_a_closed_task_is_neither_claimed_nor_put_back(desk, asked, deed):
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    with pytest.raises(Conflict):
        desk.do("linxiaoyu", deed, asked)
