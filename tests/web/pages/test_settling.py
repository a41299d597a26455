"""The counter of immediate items: one screen from the application to the delivered decision."""

import pytest

from tests.usecases.test_settling import LOST
from tests.web.pages.browsing import Browser, link, number_and_code, words
from tests.web.speaking import PARTY

COUNTER = "/desk/on-the-spot/licence_reissue"
WRITTEN = (
    {f"applicant.{name}": value for name, value in PARTY.items()}
    | {f"answers.{name}": value for name, value in LOST.items() if name != "promise"}
    | {"answers.promise": "true"}
)
STRAIGHT = {
    "steps.check_materials.outcome": "accept",
    "steps.decide.outcome": "grant",
    "steps.hand_over.mode": "window",
}


@pytest.fixture
def settle(clerk):
    """Settles an application at the counter: ``settle({"steps.decide.outcome": "refuse"})``."""

    def send(other=None):
        clerk.get(COUNTER)
        return clerk.send(COUNTER, WRITTEN | STRAIGHT | (other or {}))

    return send


def test_the_screen_proposes_the_straight_way(clerk):
    page = clerk.get(COUNTER).text

    for chosen in ("check_materials.outcome", "decide.outcome", "hand_over.mode"):
        assert f'name="steps.{chosen}"' in page
    assert page.count("checked") == 4  # the refusal would be handed over in the same way


def test_what_is_settled_is_shown_with_its_papers_and_printed_together(clerk, settle):
    page = clerk.get(settle().location)

    number, code = number_and_code(page)
    assert len(code) == 14
    assert "已当场办结" in words(page)
    papers = words(clerk.get(link(page, f"/cases/{number}/papers")))
    for title in ("受理通知书", "准予补发营业执照通知书", "送达回证"):
        assert title in papers


def test_everything_wrong_is_told_at_once_and_words_are_kept(settle):
    answer = settle({"steps.decide.outcome": "refuse", "answers.credit_code": "1"})

    assert answer.status_code == 422
    for place in ("answers.credit_code", "steps.decide.reason"):
        assert f'href="#{place}"' in answer.text
    assert "当场审批 · 理由" in words(answer)
    assert LOST["notice_number"] in answer.text


def test_words_that_come_back_are_shown_and_nothing_is_settled(settle):
    shown = settle({"steps.decide.outcome": "refuse", "deed": "show"})

    assert shown.status_code == 200
    assert LOST["notice_number"] in shown.text
    assert 'class="fault"' not in shown.text


def test_sent_twice_it_is_one_case(clerk, settle):
    refused = settle({"answers.credit_code": "1"})
    token = refused.text.partition('name="draft" value="')[2].partition('"')[0]

    numbers = [number_and_code(clerk.get(settle({"draft": token}).location))[0] for _ in range(2)]

    assert numbers[0] == numbers[1]


def test_questions_follow_what_is_answered(clerk):
    clerk.get(COUNTER)
    sent = WRITTEN | STRAIGHT | {"steps.check_materials.outcome": "correct"}

    asked = clerk.send(f"{COUNTER}/visible", sent).json["visible"]

    assert "check_materials.points" in asked
    assert not [one for one in asked if one.startswith(("decide.", "hand_over."))]


def test_only_immediate_items_and_authorised_people(served, clerk):
    other = Browser(served, "hanlei")

    assert clerk.get("/desk/on-the-spot/enterprise_setup").status_code == 409
    assert other.get(COUNTER).status_code == 403
    assert COUNTER in clerk.get("/desk").text
    assert COUNTER not in other.get("/desk").text
