"""Files that come with a remark: kept beside those of the case, for whoever reads the remark."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from app.files import Received
from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.case.remarks import Remark
from app.usecases.cases import collecting
from app.usecases.work import Work
from engine.errors import Fault

NOTED = "remark"
MOST = 10
"""Files of one remark."""


def attach(work: Work, remark: Remark, files: Sequence[Received]) -> list[Material]:
    """Keep the files of a remark; one of a name that was there before is its next version.

    Only what the same people read is replaced: nobody learns from the number of a version, or
    from a mark, of a file that is kept from them.

    Source: docs/decisions/0206-files-of-a-remark-are-read-with-it.md.
    """
    before = {one.name: one for one in _alike(work, remark)}
    return [_row(work, remark, file, before.get(file.name)) for file in files]


def unfit(work: Work, case: Case, files: Sequence[Received]) -> Iterator[Fault]:
    """Yield why files are not taken: too many, too large together, or two of one name."""
    if not files:
        return
    if len(files) > MOST:
        message = "A remark brings at most %(most)s files."
        yield Fault("files", "remark.many_files", message, {"most": MOST})
    if len({one.name for one in files}) < len(files):
        yield Fault("files", "remark.name_twice", "Two files have the same name.")
    for fault in collecting.no_room(materials.amount(work.session, case.id, noted=True), files):
        yield Fault("files", fault.code, fault.message, fault.params)


def _alike(work: Work, remark: Remark) -> Iterator[Material]:
    """Yield the newest files of remarks that exactly the same people read."""
    theirs = select(Material, Remark).join(Remark, Material.remark_id == Remark.id)
    open_ = theirs.where(Remark.case_id == remark.case_id, Remark.visible == remark.visible)
    for file, other in work.session.execute(open_.where(~Material.replaced)):
        if other.visible or other.departments == remark.departments:
            yield file


def _row(work: Work, remark: Remark, file: Received, old: Material | None) -> Material:
    file.keep()
    row = collecting.material_of(work, NOTED, file)
    row.case_id, row.remark_id = remark.case_id, remark.id
    if old is not None:
        old.replaced, row.replaces, row.version = True, old.id, old.version + 1
    work.session.add(row)
    return row
