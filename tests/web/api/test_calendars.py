"""The calendar over the API: a year, proposals, what they would do, and applying them."""

import io

import pytest

from app import clock
from tests.usecases.calendars.telling import table

OUTAGE = {"from": "2026-03-04", "to": "2026-03-05", "name": "停电", "source": "滨政办〔2026〕9号"}
REST = OUTAGE | {"works": False}
APPLY = {"running": "move", "reason": "停电"}


@pytest.fixture
def keeper(client_of):
    """An administrator: who keeps the calendar."""
    return client_of("chengxiao")


def imported(keeper, text, year=2027, **more):
    file = (io.BytesIO(text if isinstance(text, bytes) else text.encode()), "2027.csv")
    sent = {"file": file, "year": str(year)}
    return keeper.post("/calendar/imports", data=sent, content_type="multipart/form-data", **more)


def test_a_year_tells_its_exceptional_days_and_how_many_count(clerk):
    told = clerk.get("/calendar?year=2026").json

    days = {day["date"]: day for day in told["days"]}
    assert (told["working_days"], told["provisional"]) == (248, False)
    assert (days["2026-02-14"]["kind"], days["2026-02-14"]["works"]) == ("makeup_workday", True)
    assert days["2026-10-01"]["name"] == "国庆节"


def test_a_year_without_a_table_is_provisional(clerk):
    assert clerk.get("/calendar?year=2027").json["provisional"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("year=1900", 422), ("year=2026&department=navy", 404), ("year=x", 422)],
)
def test_a_year_that_cannot_be_shown_is_refused(clerk, query, status):
    assert clerk.get(f"/calendar?{query}").status_code == status


def test_a_notice_is_proposed_previewed_and_applied(keeper, clerk):
    change = imported(keeper, table()).json
    preview = keeper.get(f"/calendar/changes/{change['id']}/preview").json
    assert (change["state"], preview["new_years"]) == ("proposed", [2027])
    assert clerk.get("/calendar?year=2027").json["provisional"]

    applied = keeper.post(f"/calendar/changes/{change['id']}/apply", json=APPLY).json

    assert (applied["state"], applied["version"]) == ("in_force", 2)
    assert not clerk.get("/calendar?year=2027").json["provisional"]


def test_a_table_that_contradicts_itself_tells_everything_and_keeps_nothing(keeper):
    answer = imported(keeper, table(("2027-02-08", "makeup_workday", "春节"), ("x", "y", "z")))

    codes = {error["code"] for error in answer.json["errors"]}
    assert answer.status_code == 422
    assert codes == {"calendar.makeup_on_weekday", "calendar.date", "calendar.kind"}
    assert keeper.get("/calendar/changes?state=proposed").json["items"] == []


def test_the_same_import_under_a_key_is_one_proposal(keeper):
    first, second = (imported(keeper, table(), headers={"Idempotency-Key": "k1"}) for _ in "ab")

    assert first.json == second.json
    assert len(keeper.get("/calendar/changes?state=proposed").json["items"]) == 1


def test_a_proposal_tells_which_cases_move_and_by_how_much(keeper, clerk, in_review):
    change = keeper.post("/calendar/outages", json=OUTAGE).json

    found = keeper.get(f"/calendar/changes/{change['id']}/cases").json

    assert [one["case"] for one in found["items"]] == [in_review["number"]]
    limits = {one["kind"]: one for one in found["items"][0]["limits"]}
    assert limits["promised"]["days"] >= 2
    assert found["next"] is None


def test_an_applied_change_moves_the_case_and_says_so(served, keeper, clerk, in_review):
    change = keeper.post("/calendar/overrides", json=REST).json
    path = f"/calendar/changes/{change['id']}"
    limits = keeper.get(f"{path}/cases").json["items"][0]["limits"]
    keeper.post(f"{path}/apply", json=APPLY)
    with served.app_context():
        clock.tick()

    now = clerk.get(f"/cases/{in_review['number']}/deadlines").json["items"]
    moved = {one["due_at_after"] for one in limits if one["kind"] != "prewarning"}
    assert moved <= {one["due_at"] for one in now}  # supervision's own days are not listed here


def test_office_hours_and_lifting_are_proposals_like_others(keeper):
    hours = {"halves": [["08:30", "11:30"], ["13:00", "17:00"]], "source": "滨政办〔2026〕9号"}
    change = keeper.post("/calendar/hours", json=hours).json
    keeper.post(f"/calendar/changes/{change['id']}/apply", json=APPLY)
    assert keeper.get("/calendar?year=2026").json["hours"] == hours["halves"]

    path = f"/calendar/changes/{change['id']}/lifting"
    lifting = keeper.post(path, json={"source": "滨政办〔2026〕10号"}).json
    keeper.post(f"/calendar/changes/{lifting['id']}/apply", json=APPLY)

    assert keeper.get("/calendar?year=2026").json["hours"] != hours["halves"]


def test_a_proposal_can_be_let_be_once(keeper):
    change = keeper.post("/calendar/overrides", json=REST).json
    path = f"/calendar/changes/{change['id']}/discard"

    assert keeper.post(path).json["state"] == "discarded"
    assert keeper.post(path).status_code == 409


def test_hours_that_are_none_are_refused(keeper):
    wrong = {"halves": [["12:00", "09:00"]], "source": "x"}

    answer = keeper.post("/calendar/hours", json=wrong)

    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "halves")


def test_others_may_look_and_not_change(clerk):
    assert clerk.get("/calendar?year=2026").status_code == 200
    assert clerk.post("/calendar/outages", json=OUTAGE).status_code == 403
    assert imported(clerk, table()).status_code == 403
