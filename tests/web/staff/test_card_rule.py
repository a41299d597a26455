"""A rule of cards is added, worded anew and switched off on screen, tried before it is kept."""

import pytest

NEW = "/card-rules/new?family=promised"
SENT = {
    "name": "超过承诺时限三日",
    "code": "own_1",
    "basis": "本中心效能监察办法第八条",
    "active": "yes",
    "level": "red",
    "after": "3",
    "answer_days": "2",
    "urge_days": "1",
    "receivers": ["responsible", "supervisor"],
    "reason": "从严",
    "from": "2026-03-01",
    "to": "2026-03-31",
}


@pytest.fixture
def supervisor(browser_of, set_clock):
    set_clock("2026-03-31T09:00")
    return browser_of("caishoucheng")


@pytest.fixture
def rules(client_of):
    """The rules in force by their codes, as the API tells them."""

    def told():
        listed = client_of("caishoucheng").get("/card-rules").json["rules"]
        return {one["code"]: one for one in listed}

    return told


def test_first_one_chooses_the_condition_then_only_its_terms_are_asked(supervisor):
    assert "同一部门一个季度内的黄牌达到规定张数的" in supervisor.get("/card-rules/new").text

    asked = supervisor.get("/card-rules/new?family=quarter").text

    assert 'name="least"' in asked
    assert 'name="after"' not in asked
    assert supervisor.get("/card-rules/new?family=strange").status_code == 404


def test_a_new_rule_is_tried_then_kept_with_the_paper_of_its_level(supervisor, rules):
    supervisor.get(NEW)
    tried = supervisor.send(NEW, SENT)
    assert "规则变更试算" in tried.text
    assert "own_1" not in rules()

    supervisor.send(NEW, SENT | {"confirmed": "yes"})

    kept = rules()["own_1"]
    assert (kept["after"], kept["paper"]) == (3, "RED_CARD_NOTICE")
    assert kept["receivers"] == ["responsible", "supervisor"]


def test_everything_wrong_is_told_at_once_beside_what_was_typed(supervisor):
    supervisor.get(NEW)

    refused = supervisor.send(NEW, {"code": "a b", "level": "red", "after": "x", "reason": " "})

    assert refused.status_code == 422
    for place in ("name", "code", "basis", "after", "reason"):
        assert f'id="{place}-fault"' in refused.text
    assert 'value="a b"' in refused.text


def test_a_rule_that_tells_nobody_is_refused_and_one_of_a_taken_code(supervisor):
    supervisor.get(NEW)

    nobody = supervisor.send(NEW, {**SENT, "receivers": []})
    taken = supervisor.send(NEW, SENT | {"code": "promised_late"})

    assert "请选择通知对象" in nobody.text
    assert 'id="code-fault"' in taken.text


def test_a_rule_is_worded_anew_and_switched_off(supervisor, rules):
    page = "/card-rules/step_late"
    assert "环节超时" in supervisor.get(page).text
    off = SENT | {"name": "环节逾期", "level": "prewarning", "after": "1"}
    off = {name: said for name, said in off.items() if name not in ("active", "code")}

    supervisor.send(page, off | {"confirmed": "yes"})

    kept = rules()["step_late"]
    assert (kept["name"], kept["active"], kept["after"]) == ("环节逾期", False, 1)
    assert (kept["paper"], kept["answer_days"]) == ("", 0)


def test_from_the_trial_one_goes_back_to_what_was_typed(supervisor, rules):
    supervisor.get(NEW)

    back = supervisor.send(NEW, SENT | {"confirmed": "no"})

    assert 'value="超过承诺时限三日"' in back.text
    assert "own_1" not in rules()


def test_only_supervision_and_administrators_word_rules(browser_of):
    stranger = browser_of("lixuemei")

    assert stranger.get(NEW).status_code == 403
    assert stranger.get("/card-rules/step_late").status_code == 403
