"""Filters of the inbox over the API: kept once for each key, listed, removed."""

LATE = {"name": "我的超期", "filter": {"view": "mine", "light": "red"}, "usual": True}


def test_a_filter_is_kept_listed_and_removed(clerk):
    kept = clerk.post("/task-filters", json=LATE)
    (row,) = clerk.get("/task-filters").json["items"]

    assert kept.status_code == 201
    assert row == kept.json
    assert (row["filter"], row["usual"], row["own"]) == (LATE["filter"], True, True)
    assert clerk.delete(f"/task-filters/{row['id']}").status_code == 204
    assert clerk.delete(f"/task-filters/{row['id']}").status_code == 404


def test_a_filter_is_kept_once_however_often_it_is_sent(clerk):
    key = {"Idempotency-Key": "a-filter-of-mine"}
    first, second = (clerk.post("/task-filters", json=LATE, headers=key) for _ in range(2))

    assert first.json == second.json
    assert len(clerk.get("/task-filters").json["items"]) == 1


def test_what_the_inbox_does_not_know_is_not_kept(clerk):
    for filter in ({"colour": "red"}, {"light": "blue"}, {"view": "nowhere"}):
        assert clerk.post("/task-filters", json=LATE | {"filter": filter}).status_code == 422
