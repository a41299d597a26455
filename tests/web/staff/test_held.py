"""Limits that wait after an outage, and a clock that waits for a word, in a browser and the API."""

import re

import pytest
from sqlalchemy import select

from app.storage.clock.deadlines import Deadline
from app.storage.office import settings
from app.usecases.guarding import jumps, outages
from app.usecases.guarding.outages import Outage
from engine.stories.telling import moment
from tests.usecases.desk import CLOCK, Desk
from tests.web.pages.browsing import Browser, words

WHY = {"reason": "停机期间无人能办"}


@pytest.fixture
def desk(served):
    return Desk(served.extensions["parts"])


@pytest.fixture
def held(desk):
    """A case whose deemed acceptance waits after an outage."""
    desk.hand_in()
    since, until = moment("2026-03-09T17:00"), moment("2026-03-12T09:00")
    desk.wait_until("2026-03-12T09:00")
    desk.do(CLOCK, outages.note, Outage(since, until))
    return desk.all(select(Deadline.id).where(Deadline.held_by.is_not(None)))[0]


@pytest.fixture
def stopped(desk):
    """An office whose clock jumped."""
    with desk.work(CLOCK) as work:
        now = settings.moment(work.session).own
        jumps.stop(work, "forward", jumps.Seen(now, None, now))


@pytest.fixture
def supervisor(served):
    return Browser(served, "caishoucheng")


@pytest.fixture
def administrator(served):
    return Browser(served, "chengxiao")


def test_who_may_decide_is_led_to_what_waits(held, supervisor, served):
    assert "有 1 项时限在系统停机期间届满" in words(supervisor.get("/cases"))
    assert "待确认" not in words(Browser(served, "zhouwenjing").get("/inbox"))
    assert "自动继续" in words(supervisor.get("/held-limits"))


def test_a_supervisor_lets_a_limit_pass(desk, held, supervisor):
    page = supervisor.get("/held-limits").text
    supervisor.send(re.search(r"/held-limits/[\w-]+/[\w-]+/confirmation", page)[0], WHY)

    assert desk.case().state == "accepted"
    assert "没有待确认的时限" in words(supervisor.get("/held-limits"))


def test_a_supervisor_counts_a_case_anew(desk, held, supervisor):
    page = supervisor.get("/held-limits").text
    supervisor.send(re.search(r"/held-limits/[\w-]+/[\w-]+/lifting", page)[0], WHY)

    assert desk.case().state == "submitted"
    assert str(desk.deadlines(step="five_days_over")[-1].due_on) == "2026-03-13"


@pytest.mark.parametrize(
    ("deed", "state"), [("confirmation", "accepted"), ("declaration", "submitted")]
)
def test_all_is_decided_at_once(desk, held, administrator, deed, state):
    administrator.get("/held-limits")
    administrator.send(f"/held-limits/{deed}", WHY)

    assert desk.case().state == state
    assert "没有待确认的时限" in words(administrator.get("/held-limits"))


def test_no_reason_is_told(desk, held, administrator):
    page = administrator.get("/held-limits").text
    deed = re.search(r"/held-limits/[\w-]+/[\w-]+/confirmation", page)[0]
    administrator.send(deed, {"reason": " "})

    assert "请说明理由" in words(administrator.get("/held-limits"))
    assert desk.case().state == "submitted"


def test_every_page_says_that_the_clock_is_not_trusted(stopped, administrator, supervisor):
    assert "立即核对" in words(administrator.get("/cases"))
    assert "系统时钟发生跳变" in words(supervisor.get("/cases"))
    assert "确认时钟准确" not in words(supervisor.get("/held-limits"))


def test_the_administrator_confirms_the_clock(stopped, administrator):
    administrator.get("/held-limits")
    administrator.send("/clock/confirmation", {"reason": "与授时中心核对无误"})

    assert "系统时钟发生跳变" not in words(administrator.get("/cases"))


def test_programs_decide_too_and_once(desk, held, client_of):
    program = client_of("chengxiao")
    waiting = program.get("/held-limits").json["items"][0]
    deed = f"/cases/{waiting['case']}/deadlines/{waiting['id']}/confirmation"
    key = {"Idempotency-Key": "decided-on-the-12th"}

    answers = [program.post(deed, json=WHY, headers=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert (desk.case().state, desk.told().count("limit.confirmed")) == ("accepted", 1)
    assert program.post(deed, json=WHY).status_code == 409


def test_programs_declare_an_outage(desk, held, client_of):
    answer = client_of("caishoucheng").post("/held-limits/declaration", json=WHY)

    assert answer.json == {"days": [["2026-03-09", "2026-03-12"]], "held": 1}


def test_programs_confirm_the_clock_and_are_refused_until_then(stopped, client_of):
    program = client_of("chengxiao")

    assert program.get("/clock").json["state"] == "stopped"
    assert client_of("caishoucheng").post("/clock/confirmation", json=WHY).status_code == 403
    assert program.post("/clock/confirmation", json=WHY).json["state"] == "running"


def test_machines_are_warned(held, stopped, served):
    client = served.test_client()

    warned = client.get("/readyz").json["warnings"]
    assert "the clock jumped: nothing passes until it is confirmed" in warned
    assert "1 limits wait for a decision after an outage" in warned
    assert b"lianshen_clock_stopped 1.0" in client.get("/metrics").data
