"""Every screen of the staff, asked for by somebody of every role: declared rights are kept.

What is expected follows from the declarations of the routes and from who is concerned by the
case, so that a new screen is held to the same rules the day it is written.
"""

import pytest

from app.permissions import ANYBODY, SIGNED_IN, STAFF, who
from tests import office
from tests.web.pages.browsing import Browser

SEES = {
    "zhouwenjing": True,  # window clerk
    "wangjianguo": True,  # examiner of the lead department
    "luojun": False,  # examiner of a department that is not asked
    "yuanmingde": True,  # centre coordinator
    "caishoucheng": True,  # supervisor
    "duruoxi": False,  # process designer
    "chengxiao": False,  # administrator
}
SCREENS = tuple(
    f"pages.{name}."
    for name in (
        *(
            "inbox",
            "due_soon",
            "substitutes",
            "feeds",
            "tasks",
            "handing",
            "asking",
            "cases",
            "copies",
            "remarks",
            "materials",
            "promises",
            "notices",
            "phrases",
            "incidents",
            "foreign",
        ),
        *("processes", "admin", "cards", "card_deeds", "card_rules", "card_rule"),
    )
)
ENDING = {"pages.cases.withdraw": 1, "pages.admin.leave": 2}
"""What changes what the others ask about comes last."""
OF_CASES = {"number", "task_id"}

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def asked(served, in_review):
    """Asks for every screen: (endpoint, declared, about the case, status)."""
    task = next(one for one in in_review["tasks"] if one["department"] == "market_regulation")
    places = {"number": in_review["number"], "task_id": task["id"], "material_id": "none"}

    def ask(browser):
        browser.get("/signin")
        for rule, method in screens(served):
            about = bool(rule.arguments & OF_CASES) and "pages.processes" not in rule.endpoint
            path = address(rule, places)
            answer = browser.send(path) if method == "POST" else browser.get(path)
            yield rule.endpoint, who(served, rule.endpoint), about, answer

    return ask


def screens(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(SCREENS)]
    pairs = [(rule, method) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}]
    return sorted(pairs, key=lambda pair: (ENDING.get(pair[0].endpoint, 0), pair[0].rule, pair[1]))


def address(rule, places):
    others = {"key": "enterprise_setup", "name": "process.bpmn", "code": "enterprise_setup"}
    others |= {"job_id": "none", "secret": "none", "card_id": "none", "what": "urge"}
    numbers = dict.fromkeys(
        (
            "notice_id",
            "incident_id",
            "copy_id",
            "person_id",
            "post_id",
            "change_id",
            "letter_id",
            "substitution_id",
            "phrase_id",
        ),
        1,
    )
    values = places | others | numbers
    if rule.endpoint.startswith("pages.processes."):
        values["number"] = 1
    return rule.build({name: values[name] for name in rule.arguments})[1]


def led_to_the_door(answer):
    return answer.status_code == 302 and "/signin" in answer.headers["Location"]


def test_a_stranger_is_led_to_the_door_of_every_screen(served, asked):
    for endpoint, declared, _, answer in asked(Browser(served)):
        assert ANYBODY in declared or led_to_the_door(answer), endpoint


@pytest.mark.parametrize("username", SEES)
def test_everybody_sees_what_their_role_and_their_case_allow(served, browser_of, asked, username):
    roles = office.actor_of(served.extensions["parts"], username).roles
    for endpoint, declared, about, answer in asked(browser_of(username)):
        status = answer.status_code
        if not declared & (roles | {ANYBODY, SIGNED_IN, STAFF}):
            assert status == 403, endpoint
        elif about and not SEES[username]:
            assert status == 404 or (endpoint in FREEING and status == 422), endpoint
        else:
            assert status < 500, endpoint


FREEING = ("pages.tasks.free", "pages.admin.free_task")
"""An administrator may free a task without seeing its case, and must say why."""


def test_an_applicant_sees_nothing_of_the_office(served, visiting_party, asked):
    for endpoint, declared, _, answer in asked(visiting_party):
        if not declared & {ANYBODY, SIGNED_IN}:
            assert answer.status_code == 403, endpoint


@pytest.fixture
def visiting_party(served, case):
    """The browser of the applicant of the case."""
    browser = Browser(served)
    browser.get("/status")
    browser.send("/status", {"number": case["number"], "code": case["code"]})
    return browser
