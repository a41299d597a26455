"""Row E: nobody does what is not theirs, and of two who act at once one is told no.

Every call for every role is asked in ``tests/web/api/test_rights.py``; races of threads are in
``tests/usecases/test_races.py``. Here are the ways around.
"""

import io
from datetime import timedelta

import pytest

from app.storage.office import people
from tests.web.speaking import ACCEPT, HAND_IN, Program, token_of_party

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: races on both are in ``tests/usecases``."""
    return sqlite_databases


def end_posts(doing, username):
    """Let every post of somebody end yesterday."""
    with doing() as work:
        for post in people.by_username(work.session, username).posts:
            post.to_on = work.today - timedelta(days=1)


def places(clerk, case):
    """Everything of a case that has an address of its own."""
    number, task = case["number"], case["tasks"][0]["id"]
    sent = {"file": (io.BytesIO(PDF), "a.pdf")}
    file = clerk.post(f"/cases/{number}/materials", data=sent).json["id"]
    return [
        f"/cases/{number}",
        f"/cases/{number}/history",
        f"/cases/{number}/deadlines",
        f"/cases/{number}/materials",
        f"/cases/{number}/materials/{file}/content",
        f"/cases/{number}/materials/{file}/preview",
        f"/tasks/{task}",
    ]


def test_E01_what_others_may_not_see_looks_like_what_is_not_there(clerk, client_of, case):
    banker = client_of("luojun")
    for path in places(clerk, case):
        missing = path.replace(case["number"], "2026-999999-0").replace(case["tasks"][0]["id"], "x")

        there, nowhere = banker.get(path), banker.get(missing)

        assert there.status_code == nowhere.status_code == 404, path
        told = [{**answer.json, "instance": ""} for answer in (there, nowhere)]
        assert told[0] == told[1]


@pytest.mark.parametrize("deed", ["claim", "release", "draft", "free", "complete"])
def test_E01_no_deed_on_the_task_of_another_department(client_of, task, deed):
    body = {"draft": {"answers": {}}, "complete": ACCEPT, "free": {"reason": "x"}}.get(deed)

    answer = client_of("luojun").post(f"/tasks/{task['id']}/{deed}", json=body)

    assert (answer.status_code, answer.json["code"]) == (404, "task.unknown")


@pytest.mark.parametrize("path", ["/cases/{}", "/tasks/{}", "/papers/{}", "/cases.csv"])
def test_E01_pages_keep_it_from_them_too(browser, clerk, case, path):
    banker = browser("luojun")

    answer = banker.get(path.format(case["number"]))

    assert answer.status_code in {200, 404}
    assert case["number"] not in answer.text.replace(f"/{case['number']}", "")


def test_E02_ids_are_not_counted(clerk):
    ids = {clerk.post("/cases", json=HAND_IN).json["tasks"][0]["id"] for _ in range(3)}

    assert len({one[:8] for one in ids}) == 3
    assert not any(one.isdecimal() for one in ids)


def test_E03_two_claim_at_once_and_one_has_it(client_of, at_once, task):
    path = f"/tasks/{task['id']}/claim"
    clients = [client_of("zhouwenjing"), client_of("linxiaoyu")]

    answers = at_once(*(lambda one=one: one.post(path) for one in clients))

    assert sorted(answer.status_code for answer in answers) == [200, 409]


def test_E04_who_lost_the_role_a_minute_ago_has_lost_it(clerk, task, doing):
    clerk.post(f"/tasks/{task['id']}/claim")
    end_posts(doing, "zhouwenjing")

    answer = clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)

    assert answer.status_code in {403, 404}
    assert task["id"] not in clerk.get("/tasks").text


def test_E05_twice_is_once(clerk, task):
    path = f"/tasks/{task['id']}/complete"

    answers = [clerk.post(path, json=ACCEPT) for _ in range(2)]
    (number,) = {answer.json["number"] for answer in answers if answer.status_code == 200}

    assert [answer.status_code for answer in answers] == [200, 409]
    history = clerk.get(f"/cases/{number}/history").json["items"]
    assert [entry["what"] for entry in history].count("task.answered") == 1


def test_E06_after_the_case_was_withdrawn_its_task_is_closed(clerk, client_of, in_review):
    lead, number = client_of("wangjianguo"), in_review["number"]
    asked = next(t for t in in_review["tasks"] if t["department"] == "market_regulation")
    clerk.post(f"/cases/{number}/withdrawal", json={"reason": "另行申请"})

    answer = lead.post(f"/tasks/{asked['id']}/complete", json={"answers": {}})

    assert answer.status_code == 409
    assert clerk.get(f"/cases/{number}").json["outcome"] == "withdrawn"


def test_E07_an_old_revision_is_told_to_look_again(clerk, task):
    clerk.post(f"/tasks/{task['id']}/claim")

    answer = clerk.post(
        f"/tasks/{task['id']}/complete", json=ACCEPT, headers={"If-Match": str(task["revision"])}
    )

    assert answer.status_code == 409


@pytest.mark.parametrize("task_id", ["approve_pre_approval", "1", "../1", "x" * 5000])
def test_E08_a_step_that_is_not_open_has_no_address(clerk, case, task_id):
    assert clerk.post(f"/tasks/{task_id}/complete", json=ACCEPT).status_code == 404


def test_E09_who_handed_in_does_not_sign(clerk, client_of, in_review, doing):
    asked = next(t for t in in_review["tasks"] if t["department"] == "market_regulation")
    with doing() as work:
        examiner = people.by_username(work.session, "wangjianguo")
        case = work.hold(asked["id"]).case
        case.entered_by = f"person:{examiner.id}"

    answer = client_of("wangjianguo").post(
        f"/tasks/{asked['id']}/complete", json={"answers": {"proposal": "agree"}}
    )

    assert answer.status_code in {403, 422}
    open_ids = [one["id"] for one in clerk.get(f"/cases/{in_review['number']}").json["tasks"]]
    assert asked["id"] in open_ids


def test_E09_staff_hands_nothing_in_over_its_own_account(client_of):
    assert client_of("wangjianguo").post("/cases", json=HAND_IN).status_code == 403


@pytest.mark.parametrize("username", ["caishoucheng", "weiguodong", "chengxiao", "duruoxi"])
def test_E12_who_watches_or_administers_decides_nothing(client_of, case, task, username):
    answer = client_of(username).post(f"/tasks/{task['id']}/complete", json=ACCEPT)

    assert answer.status_code in {403, 404}


@pytest.mark.parametrize("username", ["chengxiao", "duruoxi"])
def test_E12_administrators_read_no_files(clerk, client_of, case, username):
    for path in places(clerk, case):
        assert client_of(username).get(path).status_code in {403, 404}, path


def test_E14_freed_from_somebody_who_sends_at_the_same_time(clerk, client_of, task):
    claimed = clerk.post(f"/tasks/{task['id']}/claim").json
    client_of("zhangzhiyuan").post(f"/tasks/{task['id']}/free", json={"reason": "同事病假"})

    late = clerk.post(
        f"/tasks/{task['id']}/complete",
        json=ACCEPT,
        headers={"If-Match": str(claimed["revision"])},
    )

    assert late.status_code == 409


def test_E16_the_key_of_one_party_says_nothing_to_another(served, clerk, case, party):
    other = clerk.post("/cases", json=HAND_IN).json
    stranger = Program(served, token_of_party(served, other))
    path, key = f"/cases/{case['number']}/withdrawal", "a" * 30
    party.post(path, json={"reason": "另行申请"}, key=key)

    answers = [stranger.post(path, json={"reason": said}, key=key) for said in ("另行申请", "x")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_E17_who_has_left_is_out_at_once(clerk, doing):
    assert clerk.get("/tasks").status_code == 200

    with doing() as work:
        people.by_username(work.session, "zhouwenjing").active = False

    assert clerk.get("/tasks").status_code == 401


@pytest.mark.parametrize(
    "path", ["/admin/people", "/admin/roles", "/admin/departments", "/admin/items", "/incidents"]
)
@pytest.mark.parametrize("username", ["zhouwenjing", "zhangzhiyuan", "duruoxi", "caishoucheng"])
def test_E18_only_administrators_hand_out_roles(browser, username, path):
    page = browser(username)
    page.get("/inbox")

    assert page.get(path).status_code in {403, 404}
    assert page.send(path, {"role": "administrator"}).status_code in {403, 404, 405}


def test_an_applicant_is_told_no_name_of_a_clerk(clerk, party, case, task):
    clerk.post(f"/tasks/{task['id']}/claim")

    told = [party.get(f"/cases/{case['number']}"), party.get(f"/tasks/{task['id']}")]

    assert not any("周文静" in answer.text or "zhouwenjing" in answer.text for answer in told)
