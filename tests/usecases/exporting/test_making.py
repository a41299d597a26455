"""A list asked for as a file is made outside of the request, whole, by the rights of its asker."""

import csv
import io
import os
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.storage.post import exports as stored
from app.storage.post.exports import Export, ExportPiece
from app.storage.post.incidents import Incident
from app.storage.post.notices import Notice
from app.usecases.exporting import asking, making
from app.usecases.exporting.asking import MOST_AT_ONCE, Gone
from app.usecases.exporting.making import ATTEMPTS
from app.usecases.keeping import mending, tidying
from app.usecases.office import staffing
from engine.errors import Conflict, NotFound
from tests.usecases.desk import CLOCK


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def numbers(text):
    return [row[0].strip() for row in rows(text)[1:-1]]


def test_a_file_has_every_row_once_in_order_and_says_that_it_is_whole(house, in_small_pieces):
    export_id = house.ask()
    assert house.make_all() == 3

    text = house.content(export_id)
    assert text.startswith("\ufeff")
    assert numbers(text) == sorted(numbers(text), reverse=True)
    assert (len(set(numbers(text))), house.export().rows) == (5, 5)
    assert rows(text)[-1][0].startswith("共 5 行；筛选条件：无；制作时间：2026-03-02")


@pytest.mark.parametrize("what", ["cases", "due_soon", "cards"])
def test_every_list_can_be_made(house, in_small_pieces, what):
    export_id = house.ask(what=what, **({"scope": "seen"} if what == "due_soon" else {}))
    house.make_all()

    text = house.content(export_id)
    assert len(rows(text)) - 2 == house.export().rows
    assert len(text.encode()) == house.export().size


def test_the_filter_is_that_of_the_list(house):
    house.answer("zhouwenjing", "check_materials", {"identity_checked": True, "outcome": "accept"})
    export_id = house.ask(state="accepted")
    house.make_all()

    assert numbers(house.content(export_id)) == [house.number]
    assert "状态 已受理" in rows(house.content(export_id))[-1][0]


def test_only_the_asker_is_told_and_may_fetch_it(house):
    export_id = house.ask()
    house.make_all()

    told = house.all(select(Notice).where(Notice.what == "notice.export_made"))
    assert [one.person_id for one in told] == [house.export().person_id]
    for other in ("wangjianguo", "chengxiao"):
        with pytest.raises(NotFound):
            house.content(export_id, who=other)
    assert house.breaches() == []


def test_the_rights_are_those_of_the_moment_of_making(house):
    export_id = house.ask(who="lixuemei")
    with house.work(CLOCK) as work:
        person = work.session.get(making.Person, house.export().person_id)
        for post in person.posts:
            post.to_on = work.today - timedelta(days=1)
    house.make_all()

    assert numbers(house.content(export_id)) == []


def test_for_who_has_left_nothing_is_made(house):
    house.ask()
    house.do("chengxiao", staffing.leave, house.export().person_id)
    house.make_all()

    assert (house.export().state, house.all(select(ExportPiece.seq))) == ("dropped", [])


def test_a_process_killed_at_any_piece_leaves_it_to_the_next(house, in_small_pieces):
    export_id = house.ask()
    for _ in range(3):
        house.do(CLOCK, making.lease)  # and nobody ever hears of it again
        assert house.make() == 0
        with house.look() as work:
            later = work.now + making.LEASE + timedelta(seconds=1)
        house.wait_until(later.strftime("%Y-%m-%dT%H:%M:%S"))
        house.make()

    assert len(set(numbers(house.content(export_id)))) == 5


def test_of_two_who_make_the_same_piece_the_slower_one_counts_nothing(house, in_small_pieces):
    house.ask()
    slow = house.do(CLOCK, making.lease)
    house.wait_until("2026-03-02T10:00")
    house.make_all()
    house.do(CLOCK, making.add, slow, making.Piece("ab" * 32, 2, 9, None), timedelta(days=7))
    house.do(CLOCK, making.fail, slow, making.Failed("export.crashed", "Making went wrong."))

    assert (house.export().state, house.export().rows) == ("done", 5)


def test_what_fails_is_tried_again_and_at_last_an_incident(house):
    house.ask()
    house.app.extensions["tables"].pop("cases")
    for hour in range(ATTEMPTS):
        house.make()
        house.wait_until(f"2026-03-02T{10 + hour}:00")

    assert house.export().state == "failed"
    assert house.all(select(Incident.code)) == ["export.crashed"]
    assert house.make() == 0


@pytest.fixture
def failed(house, monkeypatch):
    """An export that came to nothing, in a house where it would succeed by now."""
    monkeypatch.setattr(making, "ATTEMPTS", 1)
    monkeypatch.setattr(asking, "ATTEMPTS", 1)
    house.ask()
    table = house.app.extensions["tables"].pop("cases")
    house.make()
    house.app.extensions["tables"]["cases"] = table
    return house


def test_an_administrator_lets_it_be_tried_again(failed):
    failed.do("chengxiao", mending.retry, failed.export().held_by)
    failed.make_all()

    assert (failed.export().state, failed.export().rows) == ("done", 5)


def test_an_administrator_gives_it_up(failed):
    failed.do("chengxiao", mending.skip, failed.export().held_by, "列表已不需要")
    failed.make_all()

    assert (failed.export().state, failed.breaches()) == ("dropped", [])


def test_nobody_waits_for_more_than_a_few(house):
    for _ in range(MOST_AT_ONCE):
        house.ask()

    with pytest.raises(Conflict):
        house.ask()
    house.ask(who="wangjianguo")


def test_a_file_expires_and_its_content_goes_with_the_next_tidying(house):
    export_id = house.ask()
    house.make_all()
    house.wait_until("2026-03-09T09:30")

    with pytest.raises(Gone):
        house.content(export_id)
    house.do(CLOCK, tidying.tidy, house.files)
    assert house.all(select(ExportPiece.seq)) == []
    with pytest.raises(Gone):
        house.content(export_id)


def test_months_later_it_is_forgotten_that_it_was_asked_for(house):
    house.ask()
    house.make_all()
    house.wait_until("2026-08-09T09:30")
    house.do(CLOCK, tidying.tidy, house.files)

    assert house.all(select(Export.id)) == []


def test_content_that_belongs_to_an_export_is_not_tidied_away(house):
    house.ask()
    house.make_all()

    with house.look() as work:
        digests = set(house.all(select(ExportPiece.digest)))
        assert stored.known(work.session, digests) == digests


def test_the_content_of_an_export_is_nothing_left_over(house):
    house.ask()
    house.make_all()
    for file in house.files.folder.glob("??/*"):
        os.utime(file, (0, 0))

    assert house.breaches(house.files) == []


def test_an_export_whose_content_is_gone_is_told(house):
    house.ask()
    house.make_all()
    for file in house.files.folder.glob("??/*"):
        file.unlink()

    assert [breach.split()[0] for breach in house.breaches(house.files)] == ["I10"]
