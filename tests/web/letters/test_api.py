"""Letters and wishes for programs."""

import pytest

REASON = {"reason": "已电话告知"}
WISHES = {"email": "xu@example.gov.cn", "by": {"email": ["notice.overrun"], "sms": []}}


@pytest.fixture
def administrator(late, carry, client_of):
    """The administrator as a program; a letter was tried once and waits."""
    carry()
    return client_of("chengxiao")


@pytest.fixture
def letter(administrator):
    """The letter to a person, as the list tells it."""
    return next(one for one in administrator.get("/letters").json["items"] if one["to"])


def test_a_letter_tells_to_whom_and_why_it_waits_without_address_and_text(letter, late):
    assert (letter["case"], letter["to"], letter["channel"]) == (late.number, "徐长青", "email")
    assert (letter["state"], letter["notice"]) == ("open", "notice.overdue")
    assert "无法连接邮件服务器" in letter["error"]
    assert "example.gov.cn" not in str(letter)


@pytest.mark.parametrize(
    ("query", "found"),
    [("state=open", True), ("state=sent", False), ("channel=sms", False), ("case=none", False)],
)
def test_letters_are_listed_by_state_channel_and_case(letter, administrator, query, found):
    listed = administrator.get(f"/letters?{query}").json["items"]

    assert (letter["id"] in [one["id"] for one in listed]) == found


@pytest.mark.parametrize("query", ["state=lost", "channel=fax", "after=x", "limit=0", "what=1"])
def test_a_list_that_makes_no_sense_is_refused(administrator, query):
    assert administrator.get(f"/letters?{query}").status_code == 422


def test_a_letter_is_dropped_once_however_often_it_is_asked_for(letter, administrator):
    path = f"/letters/{letter['id']}/drop"
    answers = [administrator.post(path, json=REASON, key="k") for _ in range(2)]

    assert [one.json["state"] for one in answers] == ["dropped", "dropped"]
    assert administrator.post(path, json=REASON).status_code == 409


def test_a_letter_is_tried_again_at_once(letter, administrator, carry):
    assert carry() == 0
    assert administrator.post(f"/letters/{letter['id']}/retry").status_code == 200
    assert carry() == 1


def test_a_letter_is_not_dropped_without_a_reason(letter, administrator):
    assert administrator.post(f"/letters/{letter['id']}/drop", json={}).status_code == 422


def test_an_incident_of_a_carrier_tells_since_when_and_how_many_wait(late, carry, administrator):
    for hour in range(10, 15):
        late.wait_until(f"2026-04-20T{hour}:00")
        carry()
    (incident,) = administrator.get("/incidents").json["items"]

    assert incident["stoppage"]["channel"] == "email"
    assert incident["stoppage"]["since"].startswith("2026-04-20T09:00")
    assert incident["stoppage"]["letters"] == len(administrator.get("/letters").json["items"])
    again = administrator.post(f"/incidents/{incident['id']}/retry")
    assert (again.status_code, again.json["resolved_at"]) == (200, None)


def test_one_reads_and_changes_one_s_own_wishes(client_of):
    me = client_of("xuchangqing")
    usual = me.get("/wishes").json
    answers = [me.post("/wishes", json=WISHES, key="k") for _ in range(2)]

    assert (usual["by"], "notice.overdue" in usual["wanted"]["email"]) == (None, True)
    assert [one.json["wanted"]["email"] for one in answers] == [["notice.overrun"]] * 2
    assert me.get("/wishes").json["email"] == "xu@example.gov.cn"
    assert me.post("/wishes", json={"email": WISHES["email"]}).json["by"] is None


def test_everything_wrong_with_wishes_is_told_at_once(client_of):
    answer = client_of("xuchangqing").post("/wishes", json={"email": "xu@", "phone": "?"})

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"email", "phone"}
