"""Questions kept for all who hold the same roles tell everybody their own."""

from app.storage.desk import asking, inbox, waiting
from app.storage.desk.inbox import Wanted
from app.usecases import copying
from app.usecases.copying import Receiver, Wish
from app.usecases.tasks import claiming, snoozing

COLLEAGUES = ("lixuemei", "wangjianguo")


def waits(desk, who):
    with desk.look(who) as work:
        return waiting.counts(work.session, work.actor, work.now, decides=True)


def views(desk, who):
    with desk.look(who) as work:
        return inbox.counts(work.session, work.actor, work.now, work.now)


def test_colleagues_share_a_question_and_not_its_answer(desk):
    first, second = (desk.actor(one) for one in COLLEAGUES)
    desk.accepted()
    before = waits(desk, first), waits(desk, second)
    with desk.look(first) as work:
        task = inbox.listed(work.session, work.actor, Wanted())[0][0]
    desk.do(first, claiming.claim, task.id)

    assert asking.anybody_like(first) == asking.anybody_like(second)
    assert before[0] == before[1]
    assert (waits(desk, first)["mine"], waits(desk, second)["mine"]) == (1, 0)
    assert (views(desk, first)["mine"], views(desk, second)["mine"]) == (1, 0)


def test_what_a_kept_question_tells_goes_with_the_moment(desk):
    actor = desk.actor(COLLEAGUES[0])
    desk.accepted()
    with desk.look(actor) as work:
        task = inbox.listed(work.session, work.actor, Wanted())[0][0]
        tomorrow = work.today.replace(day=work.today.day + 1)
    desk.do(actor, claiming.claim, task.id)
    desk.do(actor, snoozing.snooze, task.id, tomorrow)
    asleep = waits(desk, actor)["mine"], views(desk, actor)["snoozed"]
    desk.wait_until(f"{tomorrow}T00:00")

    assert asleep == (0, 1)
    assert (waits(desk, actor)["mine"], views(desk, actor)["snoozed"]) == (1, 0)


def test_a_copy_for_one_is_counted_for_nobody_else(desk):
    first, second = (desk.actor(one) for one in COLLEAGUES)
    desk.accepted()
    before = waits(desk, second)["copies"], waits(desk, second)["notices"]
    desk.do(COLLEAGUES[1], copying.send, desk.number, Wish([Receiver(person=COLLEAGUES[0])]))

    assert waits(desk, first)["copies"] == 1
    assert (waits(desk, second)["copies"], waits(desk, second)["notices"]) == before
