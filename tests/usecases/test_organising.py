"""Setting the office up: from files, as often as one likes, with every fault told."""

import copy
from datetime import date

import pytest
from sqlalchemy import func, select

from app.commands.office import read_yaml
from app.storage.ground.base import Base
from app.storage.office import people, settings
from app.storage.office.items import Item
from app.storage.office.people import Person
from app.usecases.letters.wishing import Wishes, wish
from app.usecases.office import organising
from engine.errors import Conflict, Invalid
from engine.rules.holidays import ExceptionalDay
from tests.office import ROOT

OFFICE = read_yaml(ROOT / "app/office/demo.yaml")


@pytest.fixture
def office():
    """The demo office as its file says, to be changed."""
    return copy.deepcopy(dict(OFFICE))


def test_every_department_of_the_demo_has_somebody_for_cards_and_escalations(office):
    held = {
        (one.get("department"), one["role"]) for who in office["people"] for one in who["pairs"]
    }
    asked = {department for department, role in held if role in ("examiner", "window_clerk")}

    missing = {(one, role) for one in asked for role in ("deputy", "chief")} - held

    assert len(asked) > 12
    assert missing == set()


def counts(desk):
    with desk.look() as work:
        return {
            name: work.session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }


def refusal_of(desk, office):
    with pytest.raises(Invalid) as refused:
        desk.do("chengxiao", organising.load_office, office)
    return [(fault.place, fault.code) for fault in refused.value.faults]


def test_loading_again_changes_nothing(desk, office):
    before = counts(desk)

    desk.do("chengxiao", organising.load_office, office)

    assert counts(desk) == before


def test_people_keep_their_passwords_and_get_their_new_posts(desk, office):
    with desk.work("chengxiao") as work:
        people.by_username(work.session, "zhouwenjing").password_hash = "kept"
    office["people"][0]["pairs"] = [
        {"department": "tax", "role": "examiner", "from": date(2026, 1, 1)}
    ]

    desk.do("chengxiao", organising.load_office, office)

    with desk.look() as work:
        person = people.by_username(work.session, "zhouwenjing")
        posts = [(post.department, post.role) for post in person.posts]
    assert (person.password_hash, posts) == ("kept", [("tax", "examiner")])


def test_a_number_people_gave_themselves_stays(desk, office):
    own = Wishes("li@example.gov.cn", "13805710002", None)
    with desk.look() as work:
        person = people.by_username(work.session, "wangjianguo").id
    desk.do("wangjianguo", wish, person, own)

    desk.do("chengxiao", organising.load_office, office)

    with desk.look() as work:
        assert people.get(work.session, person).phone == "13805710002"


def test_who_is_no_longer_in_the_file_stays(desk, office):
    before = counts(desk)["person"]
    office["people"] = office["people"][:1]

    desk.do("chengxiao", organising.load_office, office)

    assert counts(desk)["person"] == before


def test_every_unknown_code_is_told_and_nothing_is_loaded(desk, office):
    office["people"][0]["pairs"][0] |= {"role": "emperor", "department": "navy"}
    office["items"][0]["lead_department"] = "moon"
    office["people"][1]["name"] = "不应保存"

    faults = refusal_of(desk, office)

    assert [place for place, _ in faults] == ["people.zhouwenjing"] * 2 + ["items.enterprise_setup"]
    assert desk.all(select(Person).filter_by(name="不应保存")) == []


def test_departments_of_material_rights_are_in_the_file_and_no_material_is_twice_c6(desk, office):
    item, place = office["items"][0], "items.enterprise_setup.materials"
    first, second = item["materials"][:2]
    first |= {"readers": ["fire", "navy"], "senders": ["moon"]}
    item["materials"].append(dict(second))

    assert sorted(refusal_of(desk, office)) == [
        (place, "office.material_twice"),
        (f"{place}.{first['code']}.readers", "office.unknown_code"),
        (f"{place}.{first['code']}.senders", "office.unknown_code"),
    ]


def test_a_material_says_all_the_office_needs_to_know_of_it(desk, office):
    office["items"][0]["materials"][0] = {"code": "plan", "name": "图纸", "colour": "red"}

    places = {place for place, _ in refusal_of(desk, office)}

    named = ("original", "count", "required", "tolerance", "colour")
    assert places == {f"items.0.materials.0.{name}" for name in named}


def test_a_promise_longer_than_the_law_is_refused(desk, office):
    office["items"][0]["promised_days"] = 46

    assert refusal_of(desk, office) == [("items.enterprise_setup", "limit.promise_too_long")]


def test_a_limit_below_one_day_is_refused(desk, office):
    office["items"][0] |= {"promised_days": 0, "statutory_days": 0}

    assert {code for _, code in refusal_of(desk, office)} == {"limit.too_short"}


def test_an_item_changes_for_new_cases(desk, office):
    office["items"][0]["promised_days"] = 18

    desk.do("chengxiao", organising.load_office, office)

    assert desk.all(select(Item).filter_by(code="enterprise_setup"))[0].promised_days == 18


def test_a_calendar_loaded_again_is_a_new_version_and_is_used_at_once(desk):
    with desk.look() as work:
        before = int(settings.get(work.session, settings.CALENDAR_VERSION))
        assert work.calendar.is_working_day(date(2026, 3, 3))
    rest = [ExceptionalDay(date(2026, 3, 3), "rest", "调休", "通知")]

    desk.do("chengxiao", organising.load_calendar, rest)

    with desk.look() as work:
        assert int(settings.get(work.session, settings.CALENDAR_VERSION)) == before + 1
        assert not work.calendar.is_working_day(date(2026, 3, 3))


def test_a_calendar_replaces_only_the_years_it_names(desk):
    with desk.look() as work:
        before = work.almanac.days()
    rest = [ExceptionalDay(date(2031, 1, 1), "statutory_holiday", "元旦", "通知")]

    desk.do("chengxiao", organising.load_calendar, rest)

    with desk.look() as work:
        assert set(work.almanac.days()) == {*before, date(2031, 1, 1)}


def test_the_first_administrator_may_administer(desk):
    person = desk.do(
        "chengxiao", organising.create_admin, "root", "a walk by the river", date(2026, 1, 1)
    )

    assert [(post.department, post.role) for post in person.posts] == [(None, "administrator")]


def test_a_taken_name_or_a_weak_password_makes_no_administrator(desk):
    with pytest.raises(Conflict):
        desk.do("chengxiao", organising.create_admin, "chengxiao", "x" * 12, date(2026, 1, 1))
    with pytest.raises(Invalid):
        desk.do("chengxiao", organising.create_admin, "root", "short", date(2026, 1, 1))


def test_a_single_day_of_next_year_leaves_next_year_provisional(desk):
    day = ExceptionalDay(
        date(2027, 1, 2), "rest", "元旦", "国务院办公厅关于2026年部分节假日安排的通知"
    )

    desk.do("chengxiao", organising.load_calendar, [day])

    with desk.look() as work:
        assert not work.calendar.is_working_day(date(2027, 1, 2))
        assert work.calendar.provisional(date(2027, 3, 1))
        assert not work.calendar.provisional(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("told", "places"),
    [
        (None, set()),
        ({"departments": [{"code": "Fire!", "name": "消防"}]}, {"name", "departments.0.code"}),
        ({"name": "x", "people": [{"username": "li"}]}, {"people.0.name", "people.0.pairs"}),
        ({"name": "x", "items": [{"colour": "red"}], "roles": 5}, {"items.0.colour", "roles"}),
    ],
)
def test_an_office_file_is_told_everything_that_is_wrong_with_it(desk, told, places):
    with pytest.raises(Invalid) as refused:
        desk.do("chengxiao", organising.load_office, told)

    assert places <= {fault.place for fault in refused.value.faults}
