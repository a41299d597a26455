"""Copies over the API: sent once, read, taken back, and never more than reading."""

import pytest

TO_BANK = {"to": [{"person": "luojun"}], "note": "请知悉"}


@pytest.fixture
def path(in_review):
    """The copies of the case."""
    return f"/cases/{in_review['number']}/copies"


def test_a_copy_is_sent_once_under_its_key(client_of, path):
    lead = client_of("wangjianguo")

    answers = [lead.post(path, json=TO_BANK, key="a") for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert len(answers[1].json["copies"]) == 1


def test_a_reader_finds_the_case_reads_it_and_does_nothing_with_it(client_of, in_review, path):
    client_of("wangjianguo").post(path, json=TO_BANK)
    reader = client_of("luojun")

    (mine,) = reader.get("/copies?unread=true").json["items"]
    assert (mine["case"], mine["note"], mine["read_at"]) == (in_review["number"], "请知悉", None)
    assert reader.get(f"/cases/{in_review['number']}").status_code == 200
    assert reader.post(path, json=TO_BANK).status_code == 403
    assert reader.post(f"/tasks/{in_review['tasks'][0]['id']}/claim").status_code == 403

    (copy,) = reader.post(f"{path}/read").json["copies"]
    assert [one["username"] for one in copy["readers"]] == ["luojun"]
    assert reader.get("/copies?unread=true").json["items"] == []


def test_a_copy_taken_back_opens_nothing(client_of, in_review, path):
    lead = client_of("wangjianguo")
    (copy,) = lead.post(path, json=TO_BANK).json["copies"]

    assert lead.post(f"{path}/{copy['id']}/revoke").json["copies"] == []
    assert lead.post(f"{path}/{copy['id']}/revoke").status_code == 409

    assert client_of("luojun").get(f"/cases/{in_review['number']}").status_code == 404


def test_whoever_is_not_there_is_named_by_place(client_of, path):
    wrong = {"to": [{"person": "luojun"}, {"department": "nowhere"}]}

    answer = client_of("wangjianguo").post(path, json=wrong)

    assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, ["to.1"])
