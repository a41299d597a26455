"""Cases are passed on to be read: who may, what it opens, and what is known of it (L12)."""

import pytest

from app.storage.case import case_lists, cases
from app.storage.desk import copy_lists, tasks
from app.storage.desk.copies import Copy
from app.usecases import copying
from app.usecases.copying import Receiver, Wish
from app.usecases.tasks import claiming, returning, urging
from engine.change import Return
from engine.errors import Conflict, Invalid, NotAllowed, NotFound

LEAD, STRANGER = "wangjianguo", "luojun"
PERSON = Receiver(person=STRANGER)


@pytest.fixture
def accepted(desk):
    """A case that nobody outside of the departments asked may see."""
    desk.accepted()
    return desk


@pytest.fixture
def sent(accepted):
    """Somebody of a department that is not asked has a copy."""
    accepted.do(LEAD, copying.send, accepted.number, Wish([PERSON], "请知悉"))
    return accepted


def seen_by(desk, who):
    """The number of the case, where somebody may read it."""
    with desk.look(who) as work:
        return cases.seen(work.session, desk.number, work.actor).number


def unread(desk, who):
    with desk.look(who) as work:
        return len(copy_lists.listed(work.session, work.actor, unread=True))


def the_copy(desk):
    return desk.all(desk._of_case(Copy).order_by(Copy.id.desc()))[0]


def test_a_copy_opens_the_case_for_reading_with_its_tasks_and_its_place_in_lists(sent):
    assert seen_by(sent, STRANGER) == sent.number
    with sent.look(STRANGER) as work:
        found = case_lists.listed(work.session, work.actor, case_lists.Wanted())
        assert [one.number for one in found] == [sent.number]
        assert tasks.seen(work.session, sent.task("prereview_tax").id, work.actor)


def test_whoever_has_no_copy_learns_nothing(sent):
    with pytest.raises(NotFound):
        seen_by(sent, "pengchao")


def test_a_copy_is_to_be_read_not_to_be_worked_on(sent):
    task = sent.task("prereview_tax").id
    deeds = {
        claiming.claim: (task,),
        urging.urge: (task,),
        copying.send: (sent.number, Wish([Receiver(person="pengchao")])),
    }
    for deed, given in deeds.items():
        with pytest.raises(NotAllowed):
            sent.do(STRANGER, deed, *given)


@pytest.mark.parametrize(
    "receiver",
    [Receiver(department="bank"), Receiver(department="bank", role="examiner"), PERSON],
    ids=["department", "post", "person"],
)
def test_people_departments_and_posts_have_copies(accepted, receiver):
    accepted.do(LEAD, copying.send, accepted.number, Wish([receiver]))

    assert seen_by(accepted, STRANGER) == accepted.number
    assert unread(accepted, STRANGER) == 1


def test_who_reads_it_is_known_once_and_by_name(sent):
    for _ in range(2):
        sent.do(STRANGER, copying.read, sent.number)

    with sent.look(LEAD) as work:
        readings = copy_lists.readings(work.session, [the_copy(sent).id])
    assert [f"person:{one.person_id}" for one in readings] == [sent.actor(STRANGER).id]
    assert unread(sent, STRANGER) == 0


def test_the_receiver_is_told_and_the_history_tells_it(sent):
    notice, entry = sent.notices()[-1], sent.history()[-1]

    assert (notice.what, f"person:{notice.person_id}") == (
        "notice.copied",
        sent.actor(STRANGER).id,
    )
    assert (entry.what, entry.details["reason"]) == ("copy.sent", "请知悉")


def test_a_copy_ends_when_it_is_taken_back(sent):
    sent.do(LEAD, copying.revoke, sent.number, the_copy(sent).id)

    with pytest.raises(NotFound):
        seen_by(sent, STRANGER)
    assert (unread(sent, STRANGER), sent.told()[-1]) == (0, "copy.revoked")
    with pytest.raises(Conflict):
        sent.do(LEAD, copying.revoke, sent.number, the_copy(sent).id)


def test_only_who_sent_it_or_leads_the_case_takes_it_back(sent):
    with pytest.raises(NotAllowed):
        sent.do("xuchangqing", copying.revoke, sent.number, the_copy(sent).id)
    with pytest.raises(NotFound):
        sent.do(LEAD, copying.revoke, sent.number, 12345)


def test_who_has_a_copy_gets_it_anew(sent):
    sent.do(STRANGER, copying.read, sent.number)

    sent.do(LEAD, copying.send, sent.number, Wish([PERSON], "材料已更新"))

    assert unread(sent, STRANGER) == 1
    with sent.look(STRANGER) as work:
        assert len(copy_lists.listed(work.session, work.actor)) == 1


def test_everything_wrong_with_the_receivers_is_told_at_once(accepted):
    wrong = [Receiver(person="nobody"), Receiver(department="nowhere"), Receiver(role="nothing")]

    with pytest.raises(Invalid) as refused:
        accepted.do(LEAD, copying.send, accepted.number, Wish([PERSON, *wrong]))

    assert [one.place for one in refused.value.faults] == ["to.1", "to.2", "to.3"]
    assert unread(accepted, STRANGER) == 0


def test_copies_survive_a_return(sent):
    """As steedos #6985 lost them."""
    task = sent.task("prereview_tax").id
    sent.do("xuchangqing", claiming.claim, task)

    back = returning.Wish(Return(("check_materials",)), "材料有误")
    sent.do("xuchangqing", returning.return_task, task, back)

    assert seen_by(sent, STRANGER) == sent.number
    assert unread(sent, STRANGER) == 1
