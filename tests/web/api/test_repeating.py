"""A request sent again under its key is carried out once (invariant I12)."""

from tests.web.speaking import ACCEPT, HAND_IN


def test_the_same_request_gets_the_same_answer(clerk):
    first, second = (clerk.post("/cases", json=HAND_IN, key="a") for _ in range(2))

    assert first.status_code == second.status_code == 201
    assert first.json == second.json
    assert len(clerk.get("/cases").json["items"]) == 1


def test_another_body_under_the_same_key_is_refused(clerk):
    clerk.post("/cases", json=HAND_IN, key="a")
    other = HAND_IN | {"applicant": HAND_IN["applicant"] | {"name": "别人"}}

    answer = clerk.post("/cases", json=other, key="a")

    assert (answer.status_code, answer.json["code"]) == (422, "key.used")


def test_what_was_refused_may_be_asked_again(clerk, client_of, task):
    path, lead = f"/tasks/{task['id']}", client_of("zhangzhiyuan")
    client_of("linxiaoyu").post(f"{path}/claim")

    refused = clerk.post(f"{path}/claim", key="a")
    lead.post(f"{path}/free", json={"reason": "同事病假"})

    assert refused.status_code == 409
    assert clerk.post(f"{path}/claim", key="a").status_code == 200


def test_a_key_is_its_senders_own(clerk, client_of, case):
    clerk.post("/cases", json=HAND_IN, key="a")
    client_of("linxiaoyu").post("/cases", json=HAND_IN, key="a")

    assert len(clerk.get("/cases").json["items"]) == 3


def test_an_answer_sent_twice_at_once_is_given_once(clerk, at_once, task):
    def complete():
        return clerk_again.post(f"/tasks/{task['id']}/complete", json=ACCEPT, key="a")

    clerk_again = clerk
    answers = at_once(complete, complete, complete)

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    history = clerk.get(f"/cases/{answers[0].json['number']}/history").json["items"]
    assert [entry["what"] for entry in history].count("task.answered") == 1


def test_a_hand_in_sent_twice_at_once_opens_one_case(clerk, at_once):
    answers = at_once(*[lambda: clerk.post("/cases", json=HAND_IN, key="a")] * 3)

    assert len({answer.json["number"] for answer in answers}) == 1
    assert len({answer.json["code"] for answer in answers}) == 1
    assert len(clerk.get("/cases").json["items"]) == 1


def test_a_key_that_is_none_is_refused(clerk, task):
    for key in ("x" * 201, "with space"):
        assert clerk.post(f"/tasks/{task['id']}/claim", key=key).status_code == 422
