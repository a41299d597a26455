"""Cards over the API: answered once under a key, decided by supervision, rules tried first."""

import pytest

from app import clock

MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


@pytest.fixture
def card(served, client_of, accepted, set_clock):
    """The yellow card of a case past its promised limit."""
    set_clock("2026-03-31T09:00")
    with served.app_context():
        clock.tick()
    return client_of("caishoucheng").get("/cards?level=yellow").json["items"][0]


@pytest.fixture
def accepted(client_of, case):
    path = f"/tasks/{case['tasks'][0]['id']}/complete"
    answers = {"answers": {"identity_checked": True, "outcome": "accept"}}
    return client_of("zhouwenjing").post(path, json=answers).json


def test_an_answer_asked_again_under_its_key_is_one(client_of, card):
    head, path = client_of("zhangzhiyuan"), f"/cards/{card['id']}/answer"
    first = head.post(path, json={"words": "人手不足"}, key="a")
    again = head.post(path, json={"words": "人手不足"}, key="a")

    assert (first.status_code, again.status_code) == (200, 200)
    assert [one["what"] for one in again.json["deeds"]] == ["given", "answer"]
    assert head.post(path, json={"words": "再答"}).status_code == 409


def test_a_journey_from_appeal_to_removal(client_of, card):
    head, supervisor = client_of("zhangzhiyuan"), client_of("caishoucheng")
    head.post(f"/cards/{card['id']}/appeal", json={"words": "停电"})
    answer = supervisor.post(f"/cards/{card['id']}/removal", json={"words": "属实"})

    assert (answer.status_code, answer.json["state"]) == (200, "removed")
    told = head.get("/notices").json["items"]
    assert answer.json["deeds"][-1]["paper"].startswith(card["case"])
    assert "notice.card_remove" in {one["what"] for one in told}


def test_pages_of_the_list_go_on_where_the_last_one_ended(client_of, card):
    supervisor, seen, after = client_of("caishoucheng"), [], ""
    while after is not None:
        page = supervisor.get(f"/cards?limit=2{after and f'&after={after}'}").json
        seen, after = seen + [one["id"] for one in page["items"]], page["next"]

    assert len(seen) == len(set(seen)) == 5


def test_rules_are_tried_and_then_changed(client_of, card):
    supervisor = client_of("caishoucheng")
    rules = supervisor.get("/card-rules").json["rules"]
    stricter = [rule | {"active": True} for rule in rules]

    tried = supervisor.post("/card-rules/trial", json={"rules": stricter, **MARCH}).json
    assert [one["rule"] for one in tried["differences"]] == []
    assert tried["before"] == tried["then"]
    changed = supervisor.post("/card-rules", json={"rules": stricter, "reason": "从严"})
    assert (changed.status_code, changed.json["version"]) == (201, 1)
    assert (
        supervisor.post("/card-rules", json={"rules": stricter, "reason": "x"}).status_code == 409
    )


def test_history_and_limits_tell_of_cards_only_to_those_who_may_see_them(client_of, card):
    def told(who):
        path = f"/cases/{card['case']}"
        facts = client_of(who).get(f"{path}/history?limit=200").json["items"]
        kinds = {one["kind"] for one in client_of(who).get(f"{path}/deadlines").json["items"]}
        return sum(one["what"] == "card.given" for one in facts), "urging" in kinds

    assert told("zhangzhiyuan") == (1, False)
    assert told("xuchangqing") == (0, False)
