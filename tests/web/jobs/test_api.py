"""Jobs for programs: listed, and given a result by hand."""

import pytest

RESULT = {"result": {"status": 200, "body": None}, "reason": "已电话核实"}


@pytest.fixture
def job(failed, administrator):
    """The failed job, as the list tells it."""
    (row,) = administrator.get("/jobs").json["items"]
    return row


def test_a_failed_job_tells_why_without_what_it_was_given(job, failed):
    assert (job["state"], job["case"], job["attempts"]) == ("failed", failed.number, 1)
    assert "nowhere" in job["error"]
    assert "inputs" not in job


def test_a_failed_job_is_an_incident_that_names_it(job, administrator):
    (incident,) = administrator.get("/incidents").json["items"]

    assert (incident["id"], incident["job"]) == (job["incident"], job["id"])


@pytest.mark.parametrize(("state", "count"), [("failed", 1), ("done", 0), ("open", 0)])
def test_jobs_are_listed_by_state(failed, administrator, state, count):
    assert len(administrator.get(f"/jobs?state={state}").json["items"]) == count


def test_the_next_page_goes_on_where_the_last_ended(failed, administrator):
    failed.hand_in({}, item="asking")
    first = administrator.get("/jobs?limit=1").json
    second = administrator.get(f"/jobs?limit=1&after={first['next']}").json

    assert [row["case"] for row in second["items"]] != [row["case"] for row in first["items"]]
    assert second["next"] is None


@pytest.mark.parametrize("query", ["state=lost", "after=WyJ4IiwieSJd", "after=x", "limit=0"])
def test_a_list_that_makes_no_sense_is_refused(administrator, query):
    assert administrator.get(f"/jobs?{query}").status_code == 422


def test_a_result_by_hand_lets_the_case_go_on_and_closes_the_incident(job, administrator, failed):
    answer = administrator.post(f"/jobs/{job['id']}/result", json=RESULT)

    assert (answer.status_code, answer.json["state"]) == (200, "done")
    assert failed.task("look").step == "look"
    assert administrator.get("/incidents").json["items"] == []
    assert [e.details["reason"] for e in failed.history() if e.what == "job.result_given"]
    assert failed.breaches() == []


def test_a_result_is_given_once_however_often_it_is_asked_for(job, administrator):
    path = f"/jobs/{job['id']}/result"
    answers = [administrator.post(path, json=RESULT, key="k") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert administrator.post(path, json=RESULT).status_code == 409


@pytest.mark.parametrize(
    "wrong", [{"result": {"status": "fine", "body": None}}, {"result": {}}, {"reason": ""}]
)
def test_what_the_job_does_not_bring_is_refused(job, administrator, failed, wrong):
    answer = administrator.post(f"/jobs/{job['id']}/result", json=RESULT | wrong)

    assert answer.status_code == 422
    assert failed.tasks("look") == []


def test_an_unknown_job_is_not_found(administrator):
    assert administrator.post("/jobs/none/result", json=RESULT).status_code == 404


def test_jobs_are_for_administrators(failed, client_of):
    assert client_of("zhouwenjing").get("/jobs").status_code == 403


def test_jobs_are_counted_for_those_who_watch(failed, nobody):
    said = nobody.get("http://localhost/metrics").text

    assert "lianshen_failed_jobs 1.0" in said
    assert "lianshen_open_jobs 0.0" in said
