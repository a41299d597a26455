"""Many tasks at once: each by itself, with what came of it."""

from tests.web.speaking import HAND_IN


def ids(client, view="claimable"):
    return [row["id"] for row in client.get(f"/tasks?view={view}").json["items"]]


def many(client, deed, tasks):
    answer = client.post("/tasks/many", json={"deed": deed, "tasks": tasks})
    return [(one["result"], one["code"]) for one in answer.json["items"]]


def test_each_task_is_claimed_by_itself_and_what_is_refused_is_told(clerk, client_of):
    for _ in range(3):
        clerk.post("/cases", json=HAND_IN)
    first, *others = ids(clerk)
    client_of("linxiaoyu").post(f"/tasks/{first}/claim")

    results = many(clerk, "claim", [first, *others, "nothing"])

    assert results[0] == ("refused", "task.claimed")
    assert results[1:-1] == [("done", None)] * len(others)
    assert results[-1] == ("refused", "task.unknown")


def test_asked_again_nothing_is_done_twice(clerk):
    clerk.post("/cases", json=HAND_IN)
    chosen = ids(clerk)

    claimed = [many(clerk, "claim", chosen) for _ in range(2)]
    released = [many(clerk, "release", chosen) for _ in range(2)]

    assert claimed == released == [[("done", None)]] * 2
    assert ids(clerk) == chosen


def test_a_hundred_tasks_are_taken_at_once_and_not_more(clerk):
    sent = {"deed": "claim", "tasks": [str(number) for number in range(101)]}

    assert clerk.post("/tasks/many", json=sent).status_code == 422
    assert many(clerk, "claim", sent["tasks"][:100]) == [("refused", "task.unknown")] * 100


def test_tasks_are_assigned_by_who_may_and_not_twice(clerk, client_of):
    clerk.post("/cases", json=HAND_IN)
    (task,) = ids(clerk)
    sent = {"deed": "assign", "tasks": [task], "to": "linxiaoyu"}

    (refused,) = clerk.post("/tasks/many", json=sent).json["items"]
    given = [client_of("yuanmingde").post("/tasks/many", json=sent).json["items"] for _ in range(2)]

    assert refused["result"] == "refused"
    assert [one["result"] for (one,) in given] == ["done", "refused"]
    assert given[1][0]["code"] == "handing.invalid"
    assert clerk.get(f"/tasks/{task}").json["assignee"] == "linxiaoyu"


def test_tasks_are_passed_on_and_urged_each_by_itself(clerk, client_of):
    for _ in range(2):
        clerk.post("/cases", json=HAND_IN)
    chosen = ids(clerk)
    many(clerk, "claim", chosen[:1])
    passed = {"deed": "transfer", "tasks": chosen, "to": "linxiaoyu", "reason": "外出核查"}

    results = clerk.post("/tasks/many", json=passed).json["items"]
    urged = many(client_of("yuanmingde"), "urge", chosen)

    assert [one["result"] for one in results] == ["done", "done"]
    assert urged == [("done", None)] * 2
    assert many(clerk, "urge", chosen)[0][0] == "refused"


def test_an_urge_under_the_same_key_counts_once_and_another_request_does_not_pass(clerk, client_of):
    clerk.post("/cases", json=HAND_IN)
    chosen, urges = ids(clerk), client_of("yuanmingde")
    sent = {"json": {"deed": "urge", "tasks": chosen}, "headers": {"Idempotency-Key": "once"}}

    results = [urges.post("/tasks/many", **sent).json["items"] for _ in range(2)]
    other = urges.post("/tasks/many", **sent | {"json": {"deed": "urge", "tasks": ["other"]}})

    assert [one["result"] for (one,) in results] == ["done", "done"]
    assert clerk.get(f"/tasks/{chosen[0]}").json["urges"] == 1
    assert (other.status_code, other.json["code"]) == (422, "key.used")


def test_what_was_refused_may_be_asked_again_under_its_key(clerk, client_of):
    clerk.post("/cases", json=HAND_IN)
    chosen, other = ids(clerk), client_of("linxiaoyu")
    sent = {"json": {"deed": "claim", "tasks": chosen}, "headers": {"Idempotency-Key": "again"}}
    other.post(f"/tasks/{chosen[0]}/claim")

    refused = clerk.post("/tasks/many", **sent).json["items"]
    other.post(f"/tasks/{chosen[0]}/release")
    done = clerk.post("/tasks/many", **sent).json["items"]

    assert [one["result"] for one in [*refused, *done]] == ["refused", "done"]
