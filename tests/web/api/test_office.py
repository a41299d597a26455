"""What else the office tells programs: sign-ins, items, notices, incidents, calendar, health."""

from datetime import UTC, datetime

import pytest

from app.storage.office import people
from app.unit_of_work import unit_of_work
from app.usecases.keeping import mending
from app.usecases.people import entering
from engine import feel
from engine.errors import Broken
from engine.people import Actor
from tests.web.speaking import Program

PASSWORD = "correct horse battery"


@pytest.fixture
def with_password(served):
    """A clerk who has a password."""
    with served.app_context(), unit_of_work(Actor("test", "")) as work:
        people.by_username(work.session, "zhouwenjing").password_hash = entering.hashed(PASSWORD)
    return "zhouwenjing"


@pytest.fixture
def incident(served, clerk, case):
    """An incident of the case; its number."""
    with served.app_context(), unit_of_work(Actor("clock", "时钟")) as work:
        broken = Broken("run.stuck", "The run is stuck at %(step)s.", step="x")
        return mending.note(work, 1, broken, {"task": "x"}).id


@pytest.fixture
def undecided(served, clerk, case):
    """An incident of a condition that has no answer, as the engine says it."""
    _, notes = feel.compile('1 < "a"').diagnose({}, datetime(2026, 3, 2, tzinfo=UTC))
    with served.app_context(), unit_of_work(Actor("clock", "时钟")) as work:
        message = "The condition “%(text)s” at “%(step)s” is neither true nor false: %(why)s"
        told = {"step": "x", "text": '1 < "a"', "why": notes[0].told}
        return mending.note(work, 1, Broken("condition.undecided", message, **told), {"task": "x"})


def sign_in(client, username, password):
    return client.post("/tokens", json={"username": username, "password": password})


def test_a_token_opens_the_office_until_it_is_given_back(served, nobody, with_password):
    token = sign_in(nobody, with_password, PASSWORD).json["token"]
    client = Program(served, token)

    before = client.get("/tasks").status_code
    ended = client.delete("/tokens/current").status_code

    assert (before, ended, client.get("/tasks").status_code) == (200, 204, 401)


def test_a_wrong_name_and_a_wrong_password_look_the_same(nobody, with_password):
    answers = [sign_in(nobody, with_password, "wrong"), sign_in(nobody, "nobody", PASSWORD)]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json["detail"] == answers[1].json["detail"]


def test_five_wrong_passwords_lock_the_account(nobody, with_password):
    for _ in range(5):
        sign_in(nobody, with_password, "wrong")

    assert sign_in(nobody, with_password, PASSWORD).status_code == 401


def test_the_catalogue_is_public_and_tells_the_form(nobody):
    items = {one["code"]: one for one in nobody.get("/items").json["items"]}
    row, opening = items["enterprise_setup"], items["enterprise_opening"]
    item = nobody.get(f"/items/{row['code']}").json

    assert (row["statutory_days"], row["promised_days"]) == (45, 20)
    assert (opening["statutory_days"], opening["promised_days"]) == (3, 1)
    assert set(row["publications"]) >= {"basis", "fee", "contact"}
    assert item["form_schema"]["components"]
    assert nobody.get("/items/public_place_hygiene").status_code == 404


def test_who_held_a_withdrawn_task_is_told_and_reads_it(clerk, case, task):
    clerk.post(f"/tasks/{task['id']}/claim")
    clerk.post(f"/cases/{case['number']}/withdrawal", json={"reason": "另行申请"})

    (notice,) = clerk.get("/notices").json["items"]
    read = clerk.post(f"/notices/{notice['id']}/read")

    assert (notice["what"], notice["read_at"]) == ("notice.task_withdrawn", None)
    assert (read.status_code, read.json["case"]) == (200, case["number"])
    assert clerk.get("/notices").json["items"][0]["read_at"]


def test_a_notice_of_others_is_not_there(clerk, client_of, case, task):
    clerk.post(f"/tasks/{task['id']}/claim")
    clerk.post(f"/cases/{case['number']}/withdrawal", json={"reason": "另行申请"})
    notice = clerk.get("/notices").json["items"][0]["id"]

    assert client_of("luojun").post(f"/notices/{notice}/read").status_code == 404
    assert clerk.post("/notices/2147483647/read").status_code == 404
    assert clerk.post("/notices/9999999999999999999999/read").status_code == 404


def test_an_administrator_works_an_incident_off_once(client_of, incident):
    administrator = client_of("chengxiao")

    (row,) = administrator.get("/incidents").json["items"]
    answers = [administrator.post(f"/incidents/{incident}/retry") for _ in range(2)]

    assert row["id"] == incident
    assert [answer.status_code for answer in answers] == [200, 409]
    assert administrator.get("/incidents").json["items"] == []
    assert len(administrator.get("/incidents?open=false").json["items"]) == 1


def test_an_incident_is_skipped_with_a_reason(client_of, incident):
    administrator = client_of("chengxiao")

    assert administrator.post(f"/incidents/{incident}/skip", json={}).status_code == 422
    skipped = administrator.post(f"/incidents/{incident}/skip", json={"reason": "已线下处理"})
    assert (skipped.status_code, skipped.json["resolution"]) == (200, "已线下处理")
    assert administrator.post("/incidents/77/retry").status_code == 404


def test_an_incident_says_why_a_condition_has_no_answer_in_both_languages(client_of, undecided):
    administrator = client_of("chengxiao")

    chinese, english = (
        administrator.get("/incidents", headers={"Accept-Language": one}).json["items"][0]
        for one in ("zh", "en")
    )

    assert english["message"].endswith("a number is neither before nor after a string (column 3)")
    assert chinese["message"].endswith("number 与 string 不能比较先后或者大小（第 3 列）")


def test_only_administrators_see_incidents(clerk, incident):
    assert clerk.get("/incidents").status_code == 403
    assert clerk.post(f"/incidents/{incident}/retry").status_code == 403


def test_a_limit_is_counted_day_by_day(clerk):
    due = clerk.get("/calendar/due?from=2026-03-02&working_days=20").json

    assert (due["due_on"], due["provisional"]) == ("2026-03-30", False)
    first = due["days"][0]
    assert (first["date"], first["counted"], first["why"]) == ("2026-03-02", False, "start")
    assert sum(day["counted"] for day in due["days"]) == due["total"] == 20
    assert due["articles"] == ["Administrative Licensing Law, Art. 82", "Civil Code, Art. 201"]


def test_a_limit_in_natural_days_or_months_rolls_off_rest_days_t_37_t_40(clerk):
    days = clerk.get("/calendar/due?from=2026-09-18&natural_days=15").json
    months = clerk.get("/calendar/due?from=2026-04-01&months=6").json

    assert (days["due_on"], days["total"]) == ("2026-10-08", 15)
    assert months["due_on"] == "2026-10-08"
    assert days["days"][-1]["why"] == "rolled"


@pytest.mark.parametrize(
    "query",
    ["from=2026-02-30&working_days=1", "from=2026-03-02&working_days=0", "working_days=1",
     "from=20260302&working_days=1", "from=2026-03-02&working_days=99999",
     "from=9999-12-31&working_days=1", "from=2026-03-02",
     "from=2026-03-02&months=1&natural_days=2"],
)  # fmt: skip
def test_a_limit_that_cannot_be_counted_is_refused(clerk, query):
    assert clerk.get(f"/calendar/due?{query}").status_code == 422


def test_machines_are_told_that_the_office_is_well(served):
    client = served.test_client()

    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json["status"] == "ok"


def test_numbers_are_for_machines_of_the_same_network(served, case):
    client = served.test_client()

    near = client.get("/metrics")
    far = client.get("/metrics", environ_base={"REMOTE_ADDR": "8.8.8.8"})

    assert b"lianshen_open_cases 1.0" in near.data
    assert b"lianshen_clock_late_seconds 0.0" in near.data
    assert far.status_code == 404
