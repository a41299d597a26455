"""``flask try-cards`` tells what changed rules would have given, and changes nothing."""

import pytest

from app.usecases.cards.rulebook import FILE
from engine.stories.telling import moment
from tests import office
from tests.usecases.cards.conftest import Carded, accept, plain
from tests.usecases.desk import Desk

MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


@pytest.fixture
def tried(office_url, make_app, tmp_path):
    """Tries the shipped rules with a word replaced, in an office with one late case."""
    app, file = make_app(office_url), tmp_path / "cards.toml"
    desk = Desk(app.extensions["parts"])
    office.set_clock(desk.parts, moment("2026-03-02T09:00"))
    plain(desk)
    accept(desk)
    Carded(desk).at("2026-04-02T09:00")

    def run(old, new):
        file.write_text(FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return app.test_cli_runner().invoke(args=["try-cards", str(file), *MARCH])

    return run


def test_the_difference_is_told_case_by_case(tried):
    told = tried("active = false", "active = true")

    assert told.exit_code == 0, told.output
    assert "2026-03-11 promised_long_late market_regulation: no card -> red" in told.output
    assert "1 differences, 4 as before" in told.output


def test_what_no_rules_can_be_is_refused(tried):
    assert tried('level = "yellow"', 'level = "green"').exit_code != 0
    assert tried("[[rules]]", "[[rules").exit_code == 2
