"""A case promised in 5 and due by law in 20 working days, accepted on Monday 2 March 2026."""

import pytest
from sqlalchemy import select

from app.storage.case.papers import Paper
from app.storage.office.items import Item
from app.storage.supervision.cards import Card, CardDeed
from engine.rules.deadlines import OFFICE_ZONE as CHINA
from tests.engine.drawing import Drawing
from tests.usecases.desk import CLOCK
from tests.usecases.drawing import ASKED, publish

LEAD, HEAD, SUPERVISOR, OTHER = "wangjianguo", "zhangzhiyuan", "caishoucheng", "yuqingfeng"


class Carded:
    """The desk of a case, and the cards it got."""

    def __init__(self, desk):
        self.desk = desk

    def at(self, said):
        """It is that moment, and everything has passed that is due."""
        self.desk.wait_until(said)
        self.desk.pass_due()
        return self

    def cards(self, *levels):
        """The cards of the case, the first first; perhaps only those of some levels."""
        query = self.desk._of_case(Card).order_by(Card.fell_at, Card.rule)
        return self.desk.all(query.where(Card.level.in_(levels)) if levels else query)

    def days(self, *levels):
        """What rule fell on which day, as the office counts days."""
        return [
            (one.rule, one.fell_at.astimezone(CHINA).date().isoformat())
            for one in self.cards(*levels)
        ]

    def deeds(self, card_id):
        """What was done with a card."""
        rows = self.desk.all(select(CardDeed).filter_by(card_id=card_id).order_by(CardDeed.seq))
        return [one.what for one in rows]

    def papers(self):
        """The kinds of papers the case has."""
        return [one.kind for one in self.desk.all(self.desk._of_case(Paper).order_by(Paper.number))]

    def do(self, who, deed, *given):
        """Do a deed as somebody."""
        return self.desk.do(who, deed, *given)


def plain(desk, promised=5):
    """Publish a process of two steps, whose item promises so many days."""
    drawn = Drawing("plain").start().user("check", milestone="accepted", **ASKED)
    drawn.user("look", "market_regulation/examiner", **ASKED)
    drawn.end("granted", milestone="decided").flow("start", "check", "look", "granted")
    publish(desk, drawn)
    with desk.work(CLOCK) as work:
        work.session.get_one(Item, "plain").promised_days = promised


def accept(desk):
    """Hand a case of it in and accept it."""
    desk.hand_in({}, item="plain")
    desk.answer("zhouwenjing", "check", {"opinion": "x"})


@pytest.fixture
def case(desk):
    """The case, accepted at nine."""
    plain(desk)
    accept(desk)
    return Carded(desk)
