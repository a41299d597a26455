"""Urges over the API: by the applicant, once under a key, and seen by who is asked."""


def test_the_applicant_urges_once_under_a_key_and_who_is_asked_has_seen_it(
    party, clerk, client_of, case, task
):
    path = f"/cases/{case['number']}/urge"

    answers = [party.post(path, key="a") for _ in range(2)]
    again = party.post(path)

    assert [one.status_code for one in answers] == [200, 200]
    assert (again.status_code, again.json["code"]) == (409, "case.urged_often")
    assert client_of("wangjianguo").post(path).status_code == 403
    assert client_of("wangjianguo").post(f"/tasks/{task['id']}/urges/read").status_code == 403

    assert clerk.post(f"/tasks/{task['id']}/urges/read").json["urges"] == 1
    (one,) = clerk.get(f"/tasks/{task['id']}/urges").json["items"]
    assert (one["by"], one["reader"]) == (None, "zhouwenjing")
