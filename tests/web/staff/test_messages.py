"""Messages for the administrator in a browser: what was sent, to whom it is, what nobody wanted."""

import pytest

from app import clock
from app.usecases.post import sending
from engine import change
from engine.people import Actor
from tests.usecases import drawing
from tests.usecases.desk import Desk

LAB = Actor("person:1", "化验室", frozenset({(None, "integration")}), sees_all=True)


@pytest.fixture
def sent(served):
    """Three messages: one arrived at a case, one with a key and a signal reached nobody."""
    desk = Desk(served.extensions["parts"])
    drawing.publish(desk, drawing.listener())
    desk.hand_in({}, item="listener")
    with served.app_context():
        for told in (("result",), ("sample", {}, "样品-7"), ("alarm", {}, None, "signal")):
            with clock.deed(LAB) as work:
                sending.send(work, change.Message(*told))
    return desk


def test_an_office_without_messages_says_so(administrator):
    assert "还没有消息" in administrator.get("/admin/messages").text


def test_messages_are_listed_with_those_they_are_for(sent, administrator):
    page = administrator.get("/admin/messages").text

    assert sent.number in page
    assert all(said in page for said in ("result", "样品-7", "已送到", "暂无办件等待", "信号"))


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=sam", "样品-7"), ("q=样品-7", "样品-7"), ("q=样品", None), ("state=expired", None)],
)
def test_messages_are_found_by_name_key_and_state(sent, administrator, query, found):
    page = administrator.get(f"/admin/messages?{query}").text

    assert ("<code>样品-7</code>" in page) == (found is not None)
    assert ("没有符合条件的消息" in page) == (found is None)


def test_an_address_changed_by_hand_shows_the_first_page(sent, administrator):
    for query in ("state=nonsense&after=x", "after=WyJ4IiwieCJd"):
        assert "样品-7" in administrator.get(f"/admin/messages?{query}").text


def test_only_administrators_look_at_messages(browser_of):
    assert browser_of("zhouwenjing").get("/admin/messages").status_code == 403
