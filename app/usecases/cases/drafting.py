"""An application not handed in yet is kept, with its files, for whoever has its secret."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from app.files import Received
from app.storage.case import applications, materials
from app.storage.case.applications import ApplicationDraft
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.ground import repeats
from app.storage.office import items
from app.storage.office.signins import token_hash
from app.usecases import repeating
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.cases.collecting import material_of
from app.usecases.repeating import Request
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotFound

DEED = "drafting.hand_in"


@dataclass(frozen=True)
class Written:
    """What somebody has written so far; it is checked when they hand it in.

    :param item: the code of what they apply for.
    """

    item: str
    applicant: dict[str, Any]
    answers: dict[str, Any]


def keep(work: Work, token: str, written: Written) -> ApplicationDraft:
    """Keep what is written so far under the hash of its secret.

    :raises NotFound: there is no such item.
    """
    items.get(work.session, written.item)
    draft = applications.draft(work.session, token_hash(token))
    if draft is None:
        draft = ApplicationDraft(token_hash=token_hash(token))
        work.session.add(draft)
    draft.item_code, draft.saved_at = written.item, work.now
    draft.applicant, draft.answers = written.applicant, written.answers
    work.session.flush()
    return draft


def add_file(work: Work, token: str, code: str, file: Received) -> Material:
    """Keep a file with a draft; one of the same material and name is replaced.

    :param code: which material of the item's list it is.
    :raises NotFound: there is no such draft.
    :raises Invalid: the item has no such material, or the draft has too many files.
    """
    draft = opened(work, token)
    _check(work, draft, code, file)
    file.keep()
    work.session.execute(
        delete(Material).filter_by(draft=draft.token_hash, code=code, name=file.name)
    )
    material = material_of(work, code, file)
    material.draft = draft.token_hash
    work.session.add(material)
    return material


def opened(work: Work, token: str) -> ApplicationDraft:
    """Return the draft a secret opens.

    :raises NotFound: it opens none.
    """
    draft = applications.draft(work.session, token_hash(token))
    if draft is None:
        raise NotFound("draft.unknown", "There is no such draft.")
    return draft


def hand_in(work: Work, token: str, code: str, refused: Sequence[Fault] = ()) -> Case:
    """Hand a draft in: the case takes its words and files, and the draft is gone.

    :param code: with which the applicant is to follow the case.
    :param refused: what was wrong with files sent along; told together with everything else.
    :raises Repeated: it was handed in already; ``handed_in`` tells as what.
    :raises NotFound: there is no such draft, item or published process.
    :raises Invalid: with everything that is wrong; the draft stays.
    """
    key = token_hash(token)
    begun = repeating.begin(work, Request(DEED, key, key))
    draft = opened(work, token)
    written = HandIn(draft.item_code, draft.applicant, draft.answers, key, code)
    case = _submit(work, written, refused)
    begun.status, begun.reference = 201, case.number or ""
    discard(work, token)
    return case


def handed_in(work: Work, token: str) -> str | None:
    """Return the number of the case this draft became, if it was handed in."""
    done = repeats.find(work.session, work.actor.id, DEED, token_hash(token))
    return done.reference if done is not None else None


def discard(work: Work, token: str) -> None:
    """Throw a draft away, and forget its files where no case took them."""
    key = token_hash(token)
    work.session.execute(delete(Material).filter_by(draft=key, case_id=None))
    work.session.execute(delete(ApplicationDraft).filter_by(token_hash=key))


def _submit(work: Work, written: HandIn, refused: Sequence[Fault]) -> Case:
    faults: list[Fault] = []
    try:
        case, _ = applying.submit(work, written)
    except Invalid as refusal:
        faults.extend(refusal.faults)
    if faults or refused:
        message = "Please correct the marked answers."
        raise Invalid("application.invalid", message, [*faults, *refused])
    return case


def _check(work: Work, draft: ApplicationDraft, code: str, file: Received) -> None:
    asked = items.get(work.session, draft.item_code).materials
    before = materials.of_draft(work.session, draft.token_hash)
    room, faults = file.store.room, []
    if code not in {material["code"] for material in asked}:
        faults.append(Fault("code", "material.unknown_code", "The item asks for no such material."))
    if len(before) >= room.case_files:
        message = "A case has at most %(most)s files."
        faults.append(Fault("file", "material.too_many", message, {"most": room.case_files}))
    if sum(one.size for one in before) + file.size > room.case_bytes:
        faults.append(Fault("file", "material.no_room", "The files of this case are too large."))
    if faults:
        raise Invalid("material.refused", "The file was not taken.", faults)
