"""Opinions on materials that were replaced since, over the API: features C7."""

from tests.web.replacing import asked


def test_the_flag_stands_on_task_and_board_until_it_is_confirmed(client_of, given):
    case, opinion, newer = given
    fire, lead = client_of("zenghui"), client_of("wangjianguo")
    assert [one["id"] for one in newer_of(fire, opinion)] == [newer]
    assert flags(lead, case) == [opinion]

    answer = fire.post(f"/tasks/{opinion}/confirm-opinion", key="once")
    again = fire.post(f"/tasks/{opinion}/confirm-opinion", key="once")

    assert (answer.status_code, again.status_code) == (200, 200)
    assert fire.post(f"/tasks/{opinion}/confirm-opinion").json["code"] == "opinion.current"
    assert (newer_of(fire, opinion), flags(lead, case)) == ([], [])


def test_given_anew_the_department_is_asked_again(client_of, given):
    case, opinion, _ = given
    lead = client_of("wangjianguo").post(f"/tasks/{opinion}/opinion-anew")
    answer = client_of("zenghui").post(f"/tasks/{opinion}/opinion-anew")

    assert (lead.status_code, answer.status_code) == (403, 200)
    assert asked(client_of("pengchao"), case, "examine_pre_approval")


def newer_of(client, task):
    return client.get(f"/tasks/{task}").json["newer_materials"]


def flags(client, case):
    rows = client.get(f"/cases/{case['number']}/board").json["rows"]
    return [one["task"] for row in rows for one in row["cells"].values() if one["outdated"]]
