"""What departments say for themselves, or must not know yet, over pages and API: C5 and C6."""

import pytest

from tests.engine.drawing import Drawing, loop
from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.usecases.drawing import ASKED
from tests.web.speaking import PARTY

EXAMINED, SAID = "内部审查意见甲", "不同意因通道过窄"
WHO = {  # who may know the sub-step of fire, and its opinion before health has given its own
    "pengchao": (True, True),  # examiner of fire
    "zenghui": (True, True),  # approver of fire
    "wangjianguo": (False, True),  # examiner of the lead
    "dengkai": (False, False),  # examiner of health, whose opinion is still asked for
    "caoyilan": (False, False),  # approver of health
    "caishoucheng": (True, True),  # supervisor: sees everything
}

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


def signed():
    """Fire and health each examine and approve; nobody sees the other before."""
    inside = Drawing().start("begin").end("given")
    inside.user("examine", '=department + "/examiner"', sign="examine", **ASKED)
    said = {"sign": "approve", "opinion": "co_review", "others": "hidden"}
    inside.user("approve", '=department + "/approver"', **said, **ASKED)
    inside.flow("begin", "examine", "approve", "given")
    drawn = Drawing("signed_by_two").start()
    asked = loop('=["fire", "health"]', output="signed", result="=approve.opinion")
    drawn.sub("sign", inside, asked).user("decide", "market_regulation/approver", **ASKED)
    drawn.end("granted", milestone="decided")
    return drawn.flow("start", "sign", "decide", "granted")


@pytest.fixture
def given(served, client_of):
    """A case of which fire has said its own; its number, and its tasks by department and step."""
    office = Desk(served.extensions["parts"])
    drawing.shelve(office, signed())
    clerk, wish = client_of("zhouwenjing"), {"item": "signed_by_two", "answers": {}}
    office.number = clerk.post("/cases", json=wish | {"applicant": PARTY}).json["number"]
    for who, step, words in (("pengchao", "examine", EXAMINED), ("zenghui", "approve", SAID)):
        office.do(who, drawing.say, office.task(step, "fire").id, words)
    closed = {one.step: one.id for one in office.tasks(department="fire", closed=True)}
    return office.number, closed, office.task("examine", "health").id


def places(number, closed, waiting):
    case, tasks = f"/cases/{number}", [*closed.values(), waiting]
    pages = [case, f"{case}/board", *(f"/tasks/{one}" for one in tasks)]
    calls = [case, f"{case}/board", f"{case}/history", *(f"/tasks/{one}" for one in tasks)]
    return pages, calls


@pytest.mark.parametrize("username", WHO)
def test_nobody_reads_more_than_is_theirs(browser_of, client_of, given, username):
    pages, calls = places(*given)
    browser, client = browser_of(username), client_of(username)
    read = [browser.get(path).text for path in pages] + [client.get(path).text for path in calls]
    inner, opinion = WHO[username]

    assert any(EXAMINED in one for one in read) == inner
    assert any(SAID in one for one in read) == opinion


@pytest.mark.parametrize("username", WHO)
def test_the_history_tells_of_a_sub_step_to_its_own_department_alone(client_of, given, username):
    number, closed, _ = given
    told = client_of(username).get(f"/cases/{number}/history").json["items"]

    of_examining = [one for one in told if one["details"].get("task") == closed["examine"]]
    assert bool(of_examining) == WHO[username][0]


def test_once_their_own_is_given_others_are_read(served, client_of, given):
    number, closed, waiting = given
    office = Desk(served.extensions["parts"])
    office.number = number
    for who, step in (("dengkai", "examine"), ("caoyilan", "approve")):
        office.do(who, drawing.say, office.task(step, "health").id, "同意")

    read = client_of("dengkai").get(f"/tasks/{waiting}").text
    assert SAID in read
    assert EXAMINED not in read


@pytest.mark.parametrize("username", WHO)
def test_others_see_one_line_for_what_a_department_does_in_turn(client_of, given, username):
    number, _, waiting = given
    (told,) = client_of(username).get(f"/cases/{number}").json["tasks"]
    own = username in ("dengkai", "caoyilan", "caishoucheng")

    assert (told["id"], told["department"]) == (waiting, "health")
    assert (told["step"], told["role"]) == (("examine", "examiner") if own else ("sign", ""))


@pytest.mark.parametrize("username", WHO)
def test_only_those_concerned_and_the_lead_know_who_holds_it(
    browser_of, client_of, given, username
):
    number, _, waiting = given
    client_of("dengkai").post(f"/tasks/{waiting}/claim")

    (told,) = client_of(username).get(f"/cases/{number}").json["tasks"]

    knows = username not in ("pengchao", "zenghui")
    assert (told["assignee"] is not None) == knows
    assert ("邓凯 办理中" in browser_of(username).get(f"/cases/{number}").text) == knows


def test_the_lead_urges_by_its_line(client_of, given):
    number, *_ = given
    lead = client_of("wangjianguo")
    (told,) = lead.get(f"/cases/{number}").json["tasks"]

    assert lead.post(f"/tasks/{told['id']}/urge").status_code == 200
