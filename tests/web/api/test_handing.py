"""Tasks handed on over the API: once, on what was seen, to those who may."""

COLLEAGUE = {"to": "linxiaoyu", "reason": "外出核查"}


def test_receivers_are_people_who_could_do_the_task(clerk, task):
    found = clerk.get(f"/tasks/{task['id']}/receivers").json

    assert {"username": "linxiaoyu", "name": "林晓雨"} in found["holders"]
    assert found["preparers"]


def test_a_task_is_passed_on_once_under_its_key(clerk, client_of, task):
    path = f"/tasks/{task['id']}"

    first, second = (clerk.post(f"{path}/transfer", json=COLLEAGUE, key="a") for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["assignee"] == second.json["assignee"] == "linxiaoyu"
    told = [one["what"] for one in clerk.get(f"/cases/{task['case']}/history").json["items"]]
    assert told.count("task.transferred") == 1


def test_a_delegated_task_names_both_and_comes_back(clerk, client_of, task):
    path, colleague = f"/tasks/{task['id']}", client_of("linxiaoyu")
    shown = clerk.post(f"{path}/delegate", json=COLLEAGUE).json

    refused = colleague.post(f"{path}/complete", json=ANSWER)
    back = colleague.post(f"{path}/resolve", json=ANSWER)

    assert (shown["delegator"], shown["delegate"]) == ("zhouwenjing", "linxiaoyu")
    assert (refused.status_code, refused.json["code"]) == (403, "task.delegated")
    assert (back.status_code, back.json["assignee"]) == (200, "zhouwenjing")
    assert clerk.get(path).json["draft"]["outcome"] == "accept"


ANSWER = {"answers": {"identity_checked": True, "outcome": "accept"}}


def test_the_older_revision_is_refused(clerk, client_of, task):
    clerk.post(f"/tasks/{task['id']}/claim")

    answer = clerk.post(
        f"/tasks/{task['id']}/transfer", json=COLLEAGUE, headers={"If-Match": '"1"'}
    )

    assert (answer.status_code, answer.json["code"]) == (409, "task.changed")


def test_who_may_not_assign_is_refused_and_everything_wrong_is_told(clerk, client_of, task):
    path, coordinator = f"/tasks/{task['id']}", client_of("yuanmingde")
    clerk.post(f"{path}/claim")

    refused = clerk.post(f"{path}/assign", json=COLLEAGUE)
    wrong = coordinator.post(f"{path}/assign", json={"to": "luojun"})

    assert refused.status_code == 403
    assert [one["field"] for one in wrong.json["errors"]] == ["to", "reason"]


def test_an_urge_under_its_key_counts_once(client_of, task):
    lead, path = client_of("wangjianguo"), f"/tasks/{task['id']}/urge"

    answers = [lead.post(path, json={"note": "申请人来电"}, key="a") for _ in range(2)]

    assert [one.json["urges"] for one in answers] == [1, 1]
