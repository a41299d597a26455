"""I10: every file somebody speaks of is there, unaltered; none is left that nobody speaks of."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from app.files import FileStore
from app.storage.case import materials
from app.storage.case.materials import Material
from app.storage.post import exports
from app.storage.post.exports import ExportPiece
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine.errors import Broken

LEFT_AFTER = timedelta(hours=24)
"""An upload may be under way; one of yesterday is not."""
MANY = 500


def breaches(work: Work, store: FileStore) -> Iterator[Breach]:
    """Read every file once, then look for files without a row."""
    for column in (Material.digest, ExportPiece.digest):
        digests = select(column).distinct().order_by(column)
        for digest in work.session.scalars(digests.execution_options(yield_per=MANY)):
            yield from _unread(store, digest)
    for left in store.shelves(LEFT_AFTER):
        known = materials.known(work.session, left) | exports.known(work.session, left)
        for name in sorted(left - known):
            yield Breach("I10", f"file {name}", "no case and no export speaks of it")


def _unread(store: FileStore, digest: str) -> Iterator[Breach]:
    try:
        store.open(digest).close()
    except Broken as broken:
        yield Breach("I10", f"file {digest}", str(broken))
