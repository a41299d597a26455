"""The desk of supervision: who sees which card, and who may do what with it."""

import csv
import io

import pytest

from app import clock
from tests.web.pages.browsing import words

FILE = "/card-rules"


@pytest.fixture
def carded(served, in_review, set_clock):
    """A case past its promised limit."""
    set_clock("2026-03-31T09:00")
    with served.app_context():
        clock.tick()
    return in_review


@pytest.fixture
def card(client_of, carded):
    """Its yellow card, which the approver of the lead must answer."""
    return client_of("caishoucheng").get("/cards?level=yellow").json["items"][0]


@pytest.fixture
def path(card):
    return f"/cards/{card['id']}"


SUPERVISOR, HEAD, EXAMINER, STRANGER = "caishoucheng", "zhangzhiyuan", "lixuemei", "luojun"


@pytest.mark.parametrize(
    ("who", "status"), [(SUPERVISOR, 200), (HEAD, 200), (EXAMINER, 200), (STRANGER, 404)]
)
def test_a_card_is_seen_by_supervision_and_those_concerned(browser_of, path, who, status):
    assert browser_of(who).get(path).status_code == status


@pytest.mark.parametrize(
    ("who", "answer", "decision"),
    [(SUPERVISOR, 403, 302), (HEAD, 302, 403), (EXAMINER, 403, 403), (STRANGER, 404, 403)],
)
def test_who_got_a_card_answers_and_only_supervision_decides(
    browser_of, path, who, answer, decision
):
    browser = browser_of(who)

    assert browser.send(f"{path}/answer", {"words": "人手不足"}).status_code == answer
    assert browser.send(f"{path}/remove", {"words": "查明"}).status_code == decision


def test_the_page_offers_what_one_may_do(browser_of, path):
    offered = {who: browser_of(who).get(path).text for who in (SUPERVISOR, HEAD, EXAMINER)}

    assert "摘牌</button>" in offered[SUPERVISOR]
    assert "申诉</button>" in offered[HEAD]
    assert "可以进行的操作" not in offered[EXAMINER]


def test_the_list_is_narrowed_by_its_address_and_taken_along(browser_of, carded):
    browser = browser_of(SUPERVISOR)
    yellow = browser.get("/cards?level=yellow&from=2026-03-01").text
    rows = browser.get("/cards.csv?level=yellow").get_data(as_text=True).lstrip("\ufeff")

    assert "超过承诺时限" in yellow
    assert "环节超时</a>" not in yellow
    assert [row[0] for row in csv.reader(io.StringIO(rows))] == ["等级", "黄牌"]
    assert "没有符合条件的牌" in browser.get("/cards?state=removed").text


def test_who_must_answer_sees_how_many_in_the_bar(browser_of, carded):
    assert "1 待答复的牌" in words(browser_of(HEAD).get("/inbox"))
    assert "待答复的牌" not in browser_of(STRANGER).get("/inbox").text


def test_the_case_shows_its_cards_to_those_who_may_see_them(browser_of, carded):
    page = f"/cases/{carded['number']}"

    assert "超过承诺时限" in browser_of(HEAD).get(page).text
    assert "超过承诺时限" not in browser_of("xuchangqing").get(page).text


def test_the_paper_of_a_card_is_for_those_who_may_see_it(browser_of, card):
    paper = f"/papers/{card['paper']}"

    shown = browser_of(HEAD).get(paper).text
    assert "黄牌警告" in shown
    assert "（含当日）前说明原因" in shown
    assert browser_of("xuchangqing").get(paper).status_code == 404


def test_a_card_by_hand_is_given_once_however_often_the_page_is_sent(browser_of, carded):
    browser, page = browser_of(SUPERVISOR), f"/cases/{carded['number']}/cards"
    browser.get(f"/cases/{carded['number']}")
    sent = {"rule": "illegal_fee", "department": "tax", "words": "收取工本费", "once": "x"}
    places = {browser.send(page, sent).headers["Location"] for _ in range(2)}

    assert len(places) == 1
    assert browser.send(page, sent | {"words": "", "once": "y"}).status_code == 422


def test_a_change_of_rules_shows_its_difference_before_it_holds(browser_of, carded):
    browser = browser_of(SUPERVISOR)
    page = browser.get(FILE).text
    assert "超过承诺时限2个工作日" in page
    sent = form(page) | {"promised_long_late.active": "yes", "reason": "从严", "to": "2026-03-31"}
    sent |= {"from": "2026-03-01"}

    shown = browser.send(FILE, sent).text

    assert "规则变更试算" in shown
    assert "第 1 版" not in browser.get(FILE).text
    assert browser.send(FILE, sent | {"confirmed": "yes"}).status_code == 302
    assert "第 1 版" in browser.get(FILE).text


def test_rules_that_cannot_hold_are_told_with_what_was_typed(browser_of, carded):
    browser = browser_of(SUPERVISOR)
    sent = form(browser.get(FILE).text) | {"promised_late.after": "x", "reason": " "}

    refused = browser.send(FILE, sent)

    assert refused.status_code == 422
    assert 'name="promised_late.after" value="x"' in refused.text
    assert "请填写0至250的整数" in refused.text
    assert "请说明理由" in refused.text
    assert browser_of(EXAMINER).get(FILE).status_code == 403


def form(page):
    """What the page of the rules would post as it stands."""
    import re

    sent = {}
    for tag in re.findall(r"<input[^>]*>", page):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "." in said.get("name", "") and (said["type"] != "checkbox" or " checked" in tag):
            sent[said["name"]] = said["value"]
    return sent
