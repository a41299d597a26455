"""Backup and restore: the whole office goes into one file, and comes back only if it is whole."""

import tarfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from alembic.util import CommandError
from sqlalchemy import select, text
from zstandard import ZstdCompressor, ZstdDecompressor

from app import migrating, schema
from app.storage.ground.database import Database
from app.storage.office import people
from app.storage.post.letters import Letter
from app.usecases.cases import collecting
from app.usecases.letters.addressing import address
from app.usecases.letters.wishing import Wishes, wish
from app.usecases.parts import Parts
from tests import office
from tests.usecases.desk import ACCEPT, CLOCK, Desk

WISHED = {"email": ["notice.overdue"]}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def app(office_url, make_app):
    """The app on the demo office, on either kind of database."""
    return make_app(office_url)


@pytest.fixture
def desk(app):
    """A desk of that office: a case with a file."""
    desk = Desk(app.extensions["parts"])
    desk.accepted()
    with app.extensions["files"].receiving(BytesIO(PNG), "租赁合同.png") as file:
        desk.do("party", collecting.add, desk.number, file)
    return desk


@pytest.fixture
def run(app):
    """Types a command: ``run("backup", file)``."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


@pytest.fixture
def archive(desk, run, tmp_path):
    """A backup of that office."""
    file = tmp_path / "kept" / "office.tar.zst"
    told = run("backup", file)
    assert told.exit_code == 0, told.output
    return file


@pytest.fixture
def elsewhere(databases, make_app, tmp_path):
    """An app of an empty office of the same kind, in a folder of its own."""
    with databases.empty() as url:
        yield make_app(url, LIANSHEN_DATA=tmp_path / "elsewhere")


def restored(app, archive, *words):
    """What the command told, and a desk of the office that came back."""
    told = app.test_cli_runner().invoke(args=["restore", str(archive), *map(str, words)])
    folder = Path(words[1]) if words else app.config["LIANSHEN_DATA"]
    url = app.config["DATABASE_URL"]
    there = f"sqlite:///{folder}/lianshen.db" if url.startswith("sqlite") else url
    return told, Desk(Parts(Database(there))), folder


def test_an_office_comes_back_as_it_was(app, desk, archive, elsewhere):
    told, back, folder = restored(elsewhere, archive)
    back.number = desk.number

    assert told.exit_code == 0, told.output
    assert back.history() == desk.history()
    assert back.case().history_head == desk.case().history_head
    assert (folder / "secret").read_text() == (app.config["LIANSHEN_DATA"] / "secret").read_text()
    back.parts.database.close()


def test_a_restored_office_works_on_and_gives_no_number_twice(desk, archive, elsewhere):
    _, back, _ = restored(elsewhere, archive)

    back.accepted()

    assert back.number > desk.number
    assert back.breaches() == []
    back.parts.database.close()


def test_a_restored_office_brings_out_the_notices_that_had_not_left(desk, run, elsewhere, tmp_path):
    person = int(desk.actor("xuchangqing").id.removeprefix("person:"))
    desk.do("xuchangqing", wish, person, Wishes("xu@example.gov.cn", "", {"sms": [], **WISHED}))
    with desk.look() as work:
        office.put_clock_on(desk.parts, work.now + timedelta(days=60))
    desk.pass_due()
    run("backup", tmp_path / "later.tar.zst")

    _, back, _ = restored(elsewhere, tmp_path / "later.tar.zst")
    back.do(CLOCK, address, {"email", "sms"})

    with back.look() as work:
        known = people.by_id(work.session, {person})[person]
    assert (known.email, known.wishes["email"]) == ("xu@example.gov.cn", WISHED["email"])
    assert person in {one.person_id for one in back.all(select(Letter))}
    back.parts.database.close()


def test_the_files_of_cases_come_back(desk, archive, elsewhere, tmp_path):
    told, back, folder = restored(elsewhere, archive, "--into", tmp_path / "third")

    assert "0 breaches" in told.output
    assert [file.read_bytes() for file in (folder / "files").glob("??/*")] == [PNG]
    back.parts.database.close()


def test_nothing_is_restored_over_an_office(run, app, archive):
    told = run("restore", archive)

    assert (told.exit_code, "not empty" in told.output) == (1, True)


def test_a_backup_overwrites_nothing(run, archive):
    assert run("backup", archive).exit_code == 1


def test_only_its_owner_reads_a_backup(archive):
    assert archive.stat().st_mode & 0o077 == 0
    assert [file.name for file in archive.parent.iterdir()] == [archive.name]


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "text"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(archive, elsewhere, damage):
    whole = archive.read_bytes()
    half = len(whole) // 2
    flipped = whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :]
    archive.write_bytes({"cut": whole[:half], "bit": flipped, "empty": b"", "text": b"x"}[damage])

    told = elsewhere.test_cli_runner().invoke(args=["restore", str(archive)])

    assert told.exit_code == 1
    left = {entry.name for entry in elsewhere.config["LIANSHEN_DATA"].iterdir()}
    assert left <= {"secret"}


def repacked(archive, change):
    """Write the archive again with some members changed: ``change(name, content)``."""
    unpacked = ZstdDecompressor().stream_reader(BytesIO(archive.read_bytes())).read()
    out = BytesIO()
    with tarfile.open(fileobj=BytesIO(unpacked)) as tar, tarfile.open(fileobj=out, mode="w") as new:
        for member in tar:
            member.name, content = change(member.name, tar.extractfile(member).read())
            member.size = len(content)
            new.addfile(member, BytesIO(content))
    archive.write_bytes(ZstdCompressor().compress(out.getvalue()))


def test_an_altered_member_is_named(archive, elsewhere):
    repacked(archive, lambda name, raw: (name, b"other" if name == "secret" else raw))

    told = elsewhere.test_cli_runner().invoke(args=["restore", str(archive)])

    assert (told.exit_code, "secret" in told.output) == (1, True)


@pytest.mark.parametrize("place", ["../outside", "/tmp/lianshen-outside", "files/../../outside"])
def test_no_member_leaves_the_folder(archive, elsewhere, place):
    repacked(archive, lambda name, raw: (place if name == "secret" else name, raw))

    told = elsewhere.test_cli_runner().invoke(args=["restore", str(archive)])

    assert told.exit_code == 1
    assert not (elsewhere.config["LIANSHEN_DATA"].parent / "outside").exists()


def test_a_backup_of_a_newer_version_is_refused(archive, elsewhere):
    newer = schema.newest().encode()
    repacked(archive, lambda name, raw: (name, raw.replace(b'"' + newer, b'"9' + newer)))

    told = elsewhere.test_cli_runner().invoke(args=["restore", str(archive)])

    assert (told.exit_code, "newer" in told.output) == (1, True)


def test_a_backup_is_one_moment_of_an_office_at_work(app, desk, run, tmp_path, elsewhere):
    desk.hand_in()
    with desk.work("zhouwenjing") as work:
        work.session.execute(text("DELETE FROM notice"))
        told = run("backup", tmp_path / "busy.tar.zst")
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    again, back, _ = restored(elsewhere, tmp_path / "busy.tar.zst")

    assert (told.exit_code, again.exit_code) == (0, 0), told.output + again.output
    back.parts.database.close()


def test_an_office_is_backed_up_before_it_is_migrated(app, desk):
    parts, data = app.extensions["parts"], app.config["LIANSHEN_DATA"]
    with parts.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'before'"))

    with pytest.raises(CommandError, match="before"):
        migrating.upgrade(app)

    assert len(list((data / "backups").glob("before-*.tar.zst"))) == 1


def test_an_empty_office_is_migrated_without_a_backup(elsewhere):
    migrating.upgrade(elsewhere)

    assert schema.current(elsewhere.extensions["parts"]) == schema.newest()
    assert not (elsewhere.config["LIANSHEN_DATA"] / "backups").exists()
