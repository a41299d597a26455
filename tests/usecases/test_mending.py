"""Incidents: what cannot go on is undone, noted, held, and can be tried again."""

import pytest
from sqlalchemy import select

from app import clock
from app.storage.post.incidents import Incident
from app.usecases.keeping import mending
from app.usecases.tasks import reviewing
from engine.errors import Broken, Conflict, Invalid, NotAllowed, NotFound
from tests.usecases import drawing


@pytest.fixture
def stuck(desk):
    """A case whose process cannot decide where to go, whatever is done."""
    drawing.publish(desk, drawing.breaking())
    desk.hand_in({}, item="breaking")
    return desk


@pytest.fixture
def late(stuck, in_app):
    """The same, after the limit has tried to pass."""
    stuck.wait_until("2026-03-06T00:00")
    with in_app():
        clock.tick()
    return stuck


def incidents(desk):
    return desk.all(select(Incident).order_by(Incident.id))


def moving(desk):
    return desk.deadlines(moves=True)[0]


def test_a_deed_that_breaks_is_undone_and_leaves_an_incident(stuck, in_app):
    task, before = stuck.task("look").id, stuck.told()

    with in_app(), pytest.raises(Broken), clock.deed(stuck.actor("zhouwenjing"), task) as work:
        reviewing.complete_task(work, task, {"opinion": "yes"})

    assert stuck.told() == [*before, "incident.noted"]
    assert (len(stuck.tasks("look")), stuck.task("look").answers) == (1, None)
    assert [(i.code, i.move) for i in incidents(stuck)] == [("condition.undecided", {"task": task})]


def test_a_limit_that_breaks_is_held_and_tried_no_more(late, in_app):
    with in_app():
        clock.tick()

    assert len(incidents(late)) == 1
    assert (moving(late).state, moving(late).held_by) == ("running", incidents(late)[0].id)
    assert late.breaches() == []


def test_a_broken_case_stops_no_other(late, in_app):
    drawing.publish(late, drawing.two_ways_out())
    late.hand_in({}, item="two_ways")
    late.wait_until("2026-03-20T00:00")

    with in_app():
        clock.tick()

    assert late.case().outcome == "deemed_withdrawn"


def test_a_retried_limit_is_tried_again_and_held_again_if_it_still_breaks(late, in_app):
    late.do("chengxiao", mending.retry, incidents(late)[0].id)
    assert moving(late).held_by is None

    with in_app():
        clock.tick()

    first, second = incidents(late)
    assert (first.resolution, first.resolved_by, first.attempts) == ("retried", "程晓", 2)
    assert (second.resolved_at, moving(late).held_by) == (None, second.id)


def test_a_skipped_incident_keeps_its_reason(late):
    incident = late.do("chengxiao", mending.skip, incidents(late)[0].id, "改由人工办理")

    assert (incident.resolution, incident.resolved_by) == ("改由人工办理", "程晓")
    assert late.told()[-1] == "incident.closed"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nobody_skips_without_a_reason(late, reason):
    with pytest.raises(Invalid):
        late.do("chengxiao", mending.skip, incidents(late)[0].id, reason)


def test_only_administrators_work_incidents_off(late):
    for deed, given in ((mending.retry, []), (mending.skip, ["?"])):
        with pytest.raises(NotAllowed):
            late.do("zhouwenjing", deed, incidents(late)[0].id, *given)


def test_an_incident_is_closed_once(late):
    incident = incidents(late)[0].id
    late.do("chengxiao", mending.retry, incident)

    for deed, given in ((mending.retry, []), (mending.skip, ["?"])):
        with pytest.raises(Conflict):
            late.do("chengxiao", deed, incident, *given)


def test_an_incident_nobody_noted_is_not_found(late):
    with pytest.raises(NotFound):
        late.do("chengxiao", mending.retry, 999)
