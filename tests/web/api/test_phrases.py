"""Phrases over the API: kept once for each key, listed, removed."""

FITS = {"text": "经审查，申请材料齐全、符合法定形式。"}


def test_a_phrase_is_kept_listed_and_removed(clerk):
    kept = clerk.post("/phrases", json=FITS)
    (row,) = clerk.get("/phrases").json["items"]

    assert kept.status_code == 201
    assert row == kept.json
    assert (row["text"], row["department"], row["own"]) == (FITS["text"], None, True)
    assert clerk.delete(f"/phrases/{row['id']}").status_code == 204
    assert clerk.delete(f"/phrases/{row['id']}").status_code == 404


def test_a_phrase_is_kept_once_however_often_it_is_sent(clerk):
    key = {"Idempotency-Key": "a-phrase-of-mine"}
    first, second = (clerk.post("/phrases", json=FITS, headers=key) for _ in range(2))

    assert first.json == second.json
    assert len(clerk.get("/phrases").json["items"]) == 1


def test_a_phrase_is_reworded_once_however_often_it_is_sent(clerk):
    kept = clerk.post("/phrases", json=FITS).json
    path, sent = f"/phrases/{kept['id']}", {"text": "材料齐全。", "department": "window"}
    first, again = (clerk.post(path, json=sent, key="reworded-once") for _ in range(2))

    assert (first.status_code, again.json) == (200, first.json)
    assert clerk.get("/phrases").json["items"] == [first.json]
    assert (first.json["id"], first.json["department"]) == (kept["id"], "window")


def test_words_kept_already_are_refused_where_they_are_written(clerk):
    clerk.post("/phrases", json=FITS)
    other = clerk.post("/phrases", json={"text": "材料不齐。"}).json
    answer = clerk.post(f"/phrases/{other['id']}", json=FITS)

    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "text")
    assert clerk.post("/phrases/9", json=FITS).status_code == 404


def test_words_that_cannot_be_kept_are_refused(clerk):
    for sent in ({}, {"text": ""}, {"text": " "}, {"text": "长" * 501}, FITS | {"colour": "red"}):
        assert clerk.post("/phrases", json=sent).status_code == 422
    assert clerk.post("/phrases", json=FITS | {"department": "tax"}).status_code == 403
