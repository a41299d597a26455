"""Tasks over the API: seen, taken, put back, drafted, answered."""

from tests.web.speaking import ACCEPT, HAND_IN


def claim(client, task, **options):
    return client.post(f"/tasks/{task['id']}/claim", **options)


def draft(client, task, answers, **options):
    return client.post(f"/tasks/{task['id']}/draft", json={"answers": answers}, **options)


def test_a_task_is_shown_with_its_form_and_what_one_needs_to_see(clerk, task):
    shown = clerk.get(f"/tasks/{task['id']}").json

    assert shown["step"] == "check_materials"
    assert (shown["department"], shown["role"]) == ("window", "window_clerk")
    assert shown["form_schema"]["components"]
    assert shown["data"]["application"]["company_name"] == "滨江荷塘茶业有限公司"
    assert shown["data"]["item"]["code"] == "enterprise_setup"
    assert shown["draft"] is None


def test_a_task_of_a_case_one_may_not_see_is_not_there(client_of, task):
    banker = client_of("luojun")

    assert banker.get(f"/tasks/{task['id']}").status_code == 404
    assert claim(banker, task).status_code == 404
    assert banker.get("/tasks/nothing").status_code == 404


def test_a_task_one_sees_but_is_not_asked_is_not_ones_own_to_do(client_of, task):
    lead = client_of("wangjianguo")

    assert lead.get(f"/tasks/{task['id']}").status_code == 200
    assert claim(lead, task).status_code == 403
    assert lead.post(f"/tasks/{task['id']}/complete", json=ACCEPT).status_code == 403


def test_two_who_claim_at_once_get_one_task_between_them(client_of, at_once, task):
    clients = [client_of("zhouwenjing"), client_of("linxiaoyu")]

    answers = at_once(*(lambda one=one: claim(one, task) for one in clients))

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    winner = next(answer.json for answer in answers if answer.status_code == 200)
    assert winner["assignee"] in {"zhouwenjing", "linxiaoyu"}


def test_a_claimed_task_moves_to_mine_and_back(clerk, task):
    def views():
        listed = {view: clerk.get(f"/tasks?view={view}").json["items"] for view in VIEWS}
        return {view: len(rows) for view, rows in listed.items() if rows}

    assert views() == {"claimable": 1}
    claim(clerk, task)
    assert views() == {"mine": 1}
    clerk.post(f"/tasks/{task['id']}/release")
    assert views() == {"claimable": 1}


VIEWS = ("claimable", "mine", "done")


def test_a_done_task_is_listed_as_done(clerk, in_review):
    (row,) = clerk.get("/tasks?view=done").json["items"]

    assert row["case"] == in_review["number"]
    assert row["closed_at"]
    assert row["light"] == "none"


def test_the_inbox_goes_page_by_page_to_its_end(clerk):
    for _ in range(3):
        clerk.post("/cases", json=HAND_IN)

    first = clerk.get("/tasks?limit=2").json
    second = clerk.get("/tasks", query_string={"limit": 2, "after": first["next"]}).json

    ids = [task["id"] for task in first["items"] + second["items"]]
    assert len(set(ids)) == 3
    assert second["next"] is None


def test_the_done_go_page_by_page_newest_first(clerk, set_clock):
    for minute in range(3):
        set_clock(f"2026-03-02T10:0{minute}")
        (task,) = clerk.post("/cases", json=HAND_IN).json["tasks"]
        clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)

    first = clerk.get("/tasks?view=done&limit=2").json
    second = clerk.get("/tasks", query_string={"view": "done", "after": first["next"]}).json

    moments = [task["closed_at"] for task in first["items"] + second["items"]]
    assert len(moments) == 3
    assert moments == sorted(moments, reverse=True)


def test_the_inbox_is_searched_by_words(clerk, case):
    assert len(clerk.get("/tasks", query_string={"q": case["number"][5:11]}).json["items"]) == 1
    assert len(clerk.get("/tasks", query_string={"q": "清荷"}).json["items"]) == 1
    assert clerk.get("/tasks", query_string={"q": "%"}).json["items"] == []


def test_a_draft_is_kept_for_its_holder_only(clerk, client_of, task):
    claim(clerk, task)

    assert draft(clerk, task, {"outcome": "accept"}).status_code == 200
    assert clerk.get(f"/tasks/{task['id']}").json["draft"] == {"outcome": "accept"}
    colleague = client_of("linxiaoyu")
    assert colleague.get(f"/tasks/{task['id']}").json["draft"] is None
    assert draft(colleague, task, {}).status_code == 403


def test_a_colleague_does_not_answer_or_release_a_held_task(clerk, client_of, task):
    claim(clerk, task)
    colleague = client_of("linxiaoyu")

    assert colleague.post(f"/tasks/{task['id']}/complete", json=ACCEPT).status_code == 403
    assert colleague.post(f"/tasks/{task['id']}/release").status_code == 403


def test_the_lead_frees_a_task_of_somebody_away(clerk, client_of, task):
    claim(clerk, task)
    path, reason = f"/tasks/{task['id']}/free", {"reason": "同事病假"}

    assert client_of("linxiaoyu").post(path, json=reason).status_code == 403
    freed = client_of("zhangzhiyuan").post(path, json=reason)
    assert (freed.status_code, freed.json["assignee"]) == (200, None)
    assert client_of("zhangzhiyuan").post(path, json={}).status_code == 422


def test_an_answer_moves_the_case_on(clerk, task):
    answer = clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)

    assert answer.status_code == 200
    assert answer.json["accepted_on"] == "2026-03-02"
    assert answer.json["light"] == "green"
    assert {one["department"] for one in answer.json["tasks"]} >= {"market_regulation", "tax"}


def test_an_answer_that_does_not_fit_tells_every_fault_and_changes_nothing(clerk, task):
    wrong = {"answers": {"outcome": "perhaps", "unasked": 1}}

    answer = clerk.post(f"/tasks/{task['id']}/complete", json=wrong)

    assert answer.status_code == 422
    assert len(answer.json["errors"]) >= 2
    assert clerk.get(f"/tasks/{task['id']}").json["closed_at"] is None


def test_a_task_is_answered_once(clerk, task, in_review):
    assert clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT).status_code == 409
    assert claim(clerk, task).status_code == 409
    assert draft(clerk, task, {}).status_code == 409


def test_who_saw_an_older_revision_is_told_to_look_again(clerk, task):
    old = {"If-Match": str(task["revision"])}
    claim(clerk, task)

    refused = clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT, headers=old)
    seen = clerk.get(f"/tasks/{task['id']}").json
    new = {"If-Match": f'"{seen["revision"]}"'}
    taken = clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT, headers=new)

    assert (refused.status_code, refused.json["code"]) == (409, "task.changed")
    assert taken.status_code == 200


def test_a_revision_that_is_none_is_refused(clerk, task):
    assert claim(clerk, task, headers={"If-Match": "yesterday"}).status_code == 422


def test_earlier_answers_are_seen_by_those_asked_next(client_of, in_review):
    lead = client_of("wangjianguo")
    task = next(one for one in in_review["tasks"] if one["department"] == "market_regulation")

    data = lead.get(f"/tasks/{task['id']}").json["data"]

    assert [said["step"] for said in data["answered"]] == ["check_materials"]
    assert data["answered"][0]["answers"]["outcome"] == "accept"


def test_an_applicant_sees_no_task_of_others_answers(party, task, in_review):
    shown = party.get(f"/tasks/{task['id']}")

    assert shown.status_code == 200
    assert shown.json["data"]["answered"] == []
    assert party.post(f"/tasks/{task['id']}/claim").status_code == 403
