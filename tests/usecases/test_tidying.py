"""What nobody needs any more goes, and nothing else."""

import os
from datetime import timedelta

import pytest

from app.files import FileStore
from app.storage.case.applications import ApplicationDraft
from app.storage.case.materials import Material
from app.storage.ground.repeats import Repeat
from app.usecases.keeping import tidying
from app.usecases.keeping.tidying import DRAFTS_KEPT, REPEATS_KEPT

DAY = timedelta(days=1)
OLD, NEW, OF_DRAFT = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def store(tmp_path):
    """A file store with an old file, a new one, and one of a draft."""
    store = FileStore(tmp_path / "files")
    for digest, age in ((OLD, 2), (NEW, 0), (OF_DRAFT, 2)):
        place = store.place_of(digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x")
        os.utime(place, (place.stat().st_atime, place.stat().st_mtime - age * 86400))
    return store


@pytest.fixture
def tidied(work_of, store):
    """Tidies after a draft and a key were kept for so long: ``tidied(draft=…, key=…)``."""

    def tidy(draft, key):
        with work_of("zhouwenjing") as work:
            kept = {"item_code": "enterprise_setup", "saved_at": work.now - draft}
            work.session.add(ApplicationDraft(token_hash="t", **kept))
            work.session.flush()
            work.session.add(material(work.now))
            work.session.add(repeat(work.now - key))
        with work_of("zhouwenjing") as work:
            tidying.tidy(work, store)

    return tidy


def material(now):
    about = {"code": "other", "name": "x.pdf", "size": 1, "media_type": "application/pdf"}
    return Material(id="m", draft="t", digest=OF_DRAFT, added_at=now, added_by="x", **about)


def repeat(done_at):
    done = {"body_digest": "d", "status": 201, "reference": "n", "done_at": done_at}
    return Repeat(actor="person:1", route="POST /x", key="k", **done)


def test_an_old_file_without_a_row_goes_and_a_new_one_stays(tidied, store):
    tidied(draft=DAY, key=DAY)

    kept = [digest for digest in (OLD, NEW, OF_DRAFT) if store.place_of(digest).exists()]
    assert kept == [NEW, OF_DRAFT]


def test_a_forgotten_draft_goes_with_its_files(tidied, store, work_of):
    tidied(draft=DRAFTS_KEPT + DAY, key=DAY)

    with work_of("zhouwenjing") as work:
        assert work.session.get(ApplicationDraft, "t") is None
        assert work.session.get(Material, "m") is None
    assert not store.place_of(OF_DRAFT).exists()


def test_a_key_is_kept_thirty_days(tidied, work_of):
    tidied(draft=DAY, key=REPEATS_KEPT - DAY)

    with work_of("zhouwenjing") as work:
        assert work.session.get(Repeat, ("person:1", "POST /x", "k")) is not None


def test_a_spent_key_goes(tidied, work_of):
    tidied(draft=DAY, key=REPEATS_KEPT + DAY)

    with work_of("zhouwenjing") as work:
        assert work.session.get(Repeat, ("person:1", "POST /x", "k")) is None


def test_an_office_is_tidied_once_a_day(tidied, work_of, set_clock):
    tidied(draft=DAY, key=DAY)

    with work_of("zhouwenjing") as work:
        assert not tidying.due(work)
    set_clock("2026-03-03T00:00")
    with work_of("zhouwenjing") as work:
        assert tidying.due(work)
