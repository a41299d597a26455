"""Materials are handed in: every version is kept, none is altered."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from app.files import Received
from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.case.materials import Material
from app.storage.office import items
from app.usecases.cases import material_rights, promising
from app.usecases.moving import pick_up
from app.usecases.tasks import confirming
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed

OTHER = "other"
"""What the item's list does not ask for."""


def add(
    work: Work, number: str, file: Received, code: str = OTHER, replaces: str | None = None
) -> Material:
    """Add a file to a case: its bytes are on the disk before the row says so.

    :param code: which material of the item's list it is.
    :param replaces: the file it is a newer version of; one of the same material and the
        same name is replaced unasked.
    :raises NotFound: there is no such case for this actor, or no such file to replace.
    :raises NotAllowed: they may only look at the case, or others hand this material in.
    :raises Conflict: the case has ended.
    :raises Invalid: the item has no such material, or the case has too many files.
    """
    case = pick_up(work, number).case
    if not may_add(work, case):
        raise NotAllowed("material.not_yours", "Only who takes part in a case adds files to it.")
    if not material_rights.may_send(work, case, code):
        message = "This material is handed in by other departments."
        raise NotAllowed("material.not_sent", message)
    if case.ended_at is not None:
        raise Conflict("case.ended", "This case has ended.")
    _check(work, case, code, file)
    old = _replaced(work, case, file.name, code, replaces)
    file.keep()
    material = _row(work, case, code, file)
    work.session.add(material)
    told: dict[str, Any] = {"material": material.id, "code": code, "digest": file.digest}
    if old is not None:
        old.replaced, material.replaces = True, old.id
        told |= confirming.outdate(work, case, material)
    facts = [Fact("material.added", None, told), *promising.keep(work, case, code)]
    write(work.session, case, facts, work.actor, work.now)
    return material


def may_add(work: Work, case: Case) -> bool:
    """Whether the actor takes part: the party itself, the window, a department concerned."""
    actor = work.actor
    concerned = {case.lead_department, *case.departments}
    return actor.case == case.number or bool(actor.departments & concerned)


def _check(work: Work, case: Case, code: str, file: Received) -> None:
    faults = []
    item = work.session.get_one(items.Item, case.item_code)
    if code not in {OTHER, *(material["code"] for material in item.materials)}:
        faults.append(Fault("code", "material.unknown_code", "The item asks for no such material."))
    faults += no_room(materials.amount(work.session, case.id), [file])
    if faults:
        raise Invalid("material.refused", "The file was not taken.", faults)


def no_room(amount: tuple[int, int], files: Sequence[Received]) -> Iterator[Fault]:
    """Yield why further files of a case are not taken.

    :param amount: how many files there are, and their bytes.
    :param files: at least one.
    """
    (count, size), room = amount, files[0].store.room
    if count + len(files) > room.case_files:
        message = "A case has at most %(most)s files."
        yield Fault("file", "material.too_many", message, {"most": room.case_files})
    if size + sum(one.size for one in files) > room.case_bytes:
        yield Fault("file", "material.no_room", "The files of this case are too large.")


def _replaced(
    work: Work, case: Case, name: str, code: str, replaces: str | None
) -> Material | None:
    if replaces is not None:
        old = materials.get(work.session, case.id, replaces)
        if not material_rights.may_send(work, case, old.code):
            raise materials.unknown()
        return old
    same = select(Material).filter_by(
        case_id=case.id, code=code, name=name, replaced=False, remark_id=None
    )
    return work.session.scalar(same.limit(1))


def _row(work: Work, case: Case, code: str, file: Received) -> Material:
    same = {"case_id": case.id, "code": code, "remark_id": None}
    before = select(func.max(Material.version)).filter_by(**same)
    row = material_of(work, code, file)
    row.case_id, row.version = case.id, (work.session.scalar(before) or 0) + 1
    return row


def material_of(work: Work, code: str, file: Received) -> Material:
    """Return the row of a file that was received; whoever stores it says where it belongs."""
    return Material(
        id=str(uuid4()),
        code=code,
        version=1,
        name=file.name,
        digest=file.digest,
        size=file.size,
        media_type=file.media_type,
        added_at=work.now,
        added_by=work.actor.id,
        replaced=False,
        replaces=None,
    )
