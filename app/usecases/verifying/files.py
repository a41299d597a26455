"""I10: every file a case speaks of is there, unaltered; none is left that nobody speaks of."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from app.files import FileStore
from app.storage.materials import Material
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine.errors import Broken

LEFT_AFTER = timedelta(hours=24)
"""An upload may be under way; one of yesterday is not."""


def breaches(work: Work, store: FileStore) -> Iterator[Breach]:
    """Read every file once, then look for files without a row."""
    digests = select(Material.digest).distinct().order_by(Material.digest)
    for digest in work.session.scalars(digests.execution_options(yield_per=500)):
        try:
            store.open(digest).close()
        except Broken as broken:
            yield Breach("I10", f"file {digest}", str(broken))
    yield from _left(work, store)


def _left(work: Work, store: FileStore) -> Iterator[Breach]:
    before = (datetime.now(UTC) - LEFT_AFTER).timestamp()  # the disk's time, not the office's
    for file in store.folder.rglob("*"):
        if not file.is_file() or file.stat().st_mtime > before:
            continue
        known = select(Material.id).where(Material.digest == file.name).limit(1)
        if work.session.scalar(known) is None:
            yield Breach("I10", f"file {file.name}", "no case speaks of it")
