"""Layer four: the rules of the office and the law."""

from dataclasses import replace

import pytest

from engine.checks import Item, check
from tests.engine.checks.examples import OFFICE, SOUND, changed, told


@pytest.mark.parametrize("group", ["applicant", "examiner", "fire/approver", "=decide.who"])
def test_one_group_is_a_role_a_role_in_a_department_or_an_expression(group):
    files = changed("market_regulation/approver", group)

    assert not any(rule.startswith("business.") for rule, _ in told(files))


def test_without_an_office_groups_are_only_read():
    files = changed("market_regulation/approver", "moon/astronaut")

    assert told(files, None) == []


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        (Item(promised_days=10, statutory_days=20), set()),
        (Item(promised_days=21, statutory_days=20), {"business.promise_too_long"}),
        (Item(promised_days=4, statutory_days=20), {"business.limit_over_promise"}),
    ],
)
def test_promises_keep_within_the_law_and_steps_within_the_promise(item, rules):
    findings = check(SOUND, known=replace(OFFICE, item=item))

    assert {each.rule for each in findings} == rules


@pytest.mark.parametrize(
    ("rule", "stories"),
    [
        ("business.stories_unreadable", b"[[story"),
        ("business.stories_unreadable", b"\xff"),
        ("business.stories_unreadable", b"story = 1"),
        ("business.stories_unreadable", b""),
    ],
)
def test_stories_can_be_read(rule, stories):
    assert told({**SOUND, "stories.toml": stories}) == [(rule, "")]


def test_a_process_without_stories_is_refused():
    files = {name: raw for name, raw in SOUND.items() if name != "stories.toml"}

    assert told(files) == [("business.stories_missing", "")]
