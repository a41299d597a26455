"""Joint meetings and surveys over the API: once by key, for those they concern."""

import pytest

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN

SENT = {
    "kind": "survey",
    "place": "滨江路 18 号",
    "begins_at": "2026-03-03T09:30:00+08:00",
    "agenda": "查看疏散通道",
    "departments": ["fire", "ecology"],
}


@pytest.fixture
def lead(client_of):
    """An examiner of the department that leads."""
    return client_of("wangjianguo")


@pytest.fixture
def path(clerk):
    """The meetings of a hotel that is reviewed."""
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    return f"/cases/{case['number']}/meetings"


@pytest.fixture
def one(lead, path):
    """The path of a survey that is called."""
    return f"{path}/{lead.post(path, json=SENT).json['id']}"


def test_a_meeting_is_called_once_by_key(lead, path):
    first = lead.post(path, json=SENT, key="once")
    again = lead.post(path, json=SENT, key="once")

    assert (first.status_code, again.json) == (201, first.json)
    assert len(lead.get(path).json["items"]) == 1
    assert first.json["begins_at"] == "2026-03-03T09:30:00.000+08:00"


def test_it_is_answered_moved_held_and_closed(lead, client_of, one, set_clock):
    fire = client_of("pengchao")
    answered = fire.post(f"{one}/reply", json={"comes": True})
    move = {"place": "三楼会议室", "begins_at": "2026-03-04T14:00:00+08:00", "reason": "下雨"}
    moved = lead.post(f"{one}/move", json=move)
    set_clock("2026-03-04T15:00")
    came = lead.post(f"{one}/attendance", json={"present": {"fire": "彭超"}})
    said = {"fire": {"opinion": "agree", "words": "符合要求"}}
    closed = lead.post(f"{one}/minutes", json={"minutes": "符合选址要求", "said": said})

    replies = [[row["reply"] for row in got.json["invited"]] for got in (answered, moved)]
    assert replies == [[None, "accepted"], [None, None]]
    assert [row["attendance"] for row in came.json["invited"]] == ["absent", "present"]
    assert (closed.json["state"], closed.json["paper"][-3:-2]) == ("closed", "-")


def test_it_stands_in_the_lists_of_those_it_concerns(lead, client_of, one):
    mine = [client_of(who).get("/meetings").json["items"] for who in ("pengchao", "luojun")]
    seen = client_of("yuanmingde").get("/meetings?scope=seen").json["items"]
    lead.post(f"{one}/cancel", json={"reason": "不再需要"})

    assert [len(items) for items in (*mine, seen)] == [1, 0, 1]
    assert lead.get("/meetings").json["items"] == []
    assert [row["state"] for row in lead.get("/meetings?over=true").json["items"]] == ["cancelled"]


def test_the_list_goes_on_where_it_ended(lead, path):
    for day in (3, 4, 5):
        lead.post(path, json=SENT | {"begins_at": f"2026-03-0{day}T10:00:00+08:00"})
    first = lead.get("/meetings?limit=2").json
    rest = lead.get(f"/meetings?limit=2&after={first['next']}").json

    assert [len(page["items"]) for page in (first, rest)] == [2, 1]
    assert rest["next"] is None
    assert lead.get("/meetings?after=WyIyMDI2IiwieCJd").status_code == 422


def test_who_may_do_what(lead, client_of, path, one):
    fire, stranger = client_of("pengchao"), client_of("luojun")

    assert fire.post(path, json=SENT).status_code == 403
    assert stranger.get(one).status_code == 404
    assert lead.post(f"{one}/reply", json={"comes": True}).status_code == 403
    assert fire.post(f"{one}/cancel", json={"reason": "不去"}).status_code == 403
    assert lead.get(f"{path}/999").status_code == 404


def test_everything_wrong_is_told_at_once(lead, path):
    wrong = {"begins_at": "2026-03-02T09:30:00+08:00", "departments": ["nowhere"]}
    answer = lead.post(path, json=SENT | wrong)

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"begins_at", "departments"}


def test_what_cannot_be_now_is_a_conflict(lead, one):
    early = lead.post(f"{one}/attendance", json={"present": {}})
    minutes = lead.post(f"{one}/minutes", json={"minutes": "无"})

    codes = [(got.status_code, got.json["code"]) for got in (early, minutes)]
    assert codes == [(409, "meeting.not_begun"), (409, "meeting.no_attendance")]
