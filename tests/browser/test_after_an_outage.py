"""A machine was off for days: what gives a right waits until a person says what becomes of it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.storage.clock.heartbeats import Heartbeat
from app.storage.ground.database import Database
from app.storage.office import settings

DAYS = 15


@pytest.fixture
def missed(shortcuts, live_server):
    """Two cases whose acceptance came by silence while nobody let time pass."""
    numbers = [shortcuts.hand_in().number for _ in range(2)]
    live_server.flask("tick")  # somebody was seen before
    live_server.__exit__()
    switched_off(f"sqlite:///{live_server.data / 'lianshen.db'}")
    live_server.__enter__()
    live_server.flask("tick")  # whoever ticks first notices it
    return numbers


def switched_off(url):
    """Let the last heartbeat be days ago, of another start of the machine; limits passed since."""
    database = Database(url)
    with database.writing() as session:
        for beat in session.scalars(select(Heartbeat)):
            beat.at, beat.boot = beat.at - timedelta(days=DAYS), "before"
        moved = float(settings.get(session, settings.CLOCK_OFFSET) or 0)
        missed = timedelta(days=DAYS).total_seconds()
        settings.put(session, settings.CLOCK_OFFSET, str(moved + missed))
    database.close()


def test_one_limit_passes_by_a_persons_word_and_the_other_is_counted_anew(missed, person):
    passing, lifted = missed
    page = person("caishoucheng").page
    page.goto("/inbox")
    expect(page.get_by_text("有 2 项时限在系统停机期间届满")).to_be_visible()
    page.goto("/held-limits")

    decide(page, passing, "确认生效")
    decide(page, lifted, "扣除停机重算")

    expect(page.get_by_text("没有待确认的时限")).to_be_visible()
    page.goto(f"/cases/{passing}")
    expect(page.locator(".page-head")).to_contain_text("已受理")
    page.goto(f"/cases/{lifted}")
    expect(page.locator(".page-head")).to_contain_text("已提交")


def decide(page, number, deed):
    """Say what becomes of the limit of a case, with the reason."""
    row = page.get_by_role("row", name=number)
    row.get_by_role("button", name=deed).click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("理由").fill("停机期间窗口照常办公")
    dialog.get_by_role("button", name=deed).click()
    expect(page.locator(".flash-success")).to_be_visible()
