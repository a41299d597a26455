"""What an item says of rights and rules, changed by an administrator: C3, C6, L11, D 203–210."""

import copy
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.storage.office import items
from app.storage.office.item_changes import ItemChange
from app.usecases.office import item_rules, organising
from engine.errors import Invalid, NotAllowed
from tests.usecases.test_organising import OFFICE

ADMINISTRATOR, ITEM, WHY = "chengxiao", "enterprise_setup", "按新的管理规定"


def rules(desk):
    with desk.look(ADMINISTRATOR) as work:
        return item_rules.rules_of(items.of_code(work.session, ITEM))


def change(desk, wish, reason=WHY, who=ADMINISTRATOR):
    return desk.do(who, item_rules.change_rules, ITEM, wish, reason)


def kept(desk):
    return desk.all(select(ItemChange).order_by(ItemChange.id))


def test_what_is_wished_is_what_the_item_says_and_on_the_record(desk):
    before = rules(desk)
    wish = item_rules.ItemRules("go_on", True, 0, {"articles": ["fire"]}, {"articles": []})

    change(desk, wish)

    assert rules(desk) == wish
    (row,) = kept(desk)
    assert (row.before, row.after) == (item_rules.told(before), item_rules.told(wish))
    assert (row.reason, row.told_by) == (WHY, "程晓")


def test_a_department_that_is_named_twice_is_named_once(desk):
    change(desk, replace(rules(desk), readers={"articles": ["fire", "fire"]}))

    assert rules(desk).readers == {"articles": ["fire"]}
    assert [one.after["readers"] for one in kept(desk)] == [{"articles": ["fire"]}]


def test_what_is_given_back_to_the_office_leaves_no_trace_in_the_item(desk):
    before = rules(desk)
    change(desk, replace(before, near=False, readers={"articles": ["fire"]}))
    change(desk, before)

    with desk.look() as work:
        item = items.of_code(work.session, ITEM)
        assert item.urges is None
        assert not any("readers" in one for one in item.materials)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"go_upward": "later"}, "go_upward"),
        ({"late_days": 367}, "late_days"),
        ({"readers": {"articles": ["navy"]}}, "readers.articles"),
        ({"senders": {"moon": ["fire"]}}, "senders.moon"),
        ({}, "go_upward"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(desk, wrong, place):
    before = rules(desk)
    with pytest.raises(Invalid) as refused:
        change(desk, replace(before, **wrong))

    assert [one.place for one in refused.value.faults] == [place]
    assert (rules(desk), kept(desk)) == (before, [])


def test_a_change_has_a_reason_and_is_made_by_administrators(desk):
    wish = replace(rules(desk), near=True)
    with pytest.raises(Invalid):
        change(desk, wish, " ")
    with pytest.raises(NotAllowed):
        change(desk, wish, who="wangjianguo")


def test_the_office_file_changes_them_on_the_record_too(desk):
    office = copy.deepcopy(dict(OFFICE))
    desk.do(ADMINISTRATOR, organising.load_office, office)
    assert kept(desk) == []
    office["items"][0]["materials"][0]["readers"] = ["fire"]

    desk.do(ADMINISTRATOR, organising.load_office, office)

    code = office["items"][0]["materials"][0]["code"]
    assert [one.after["readers"] for one in kept(desk)] == [{code: ["fire"]}]
