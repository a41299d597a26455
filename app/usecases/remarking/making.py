"""A remark is made on a case: for the office alone, or for the applicant, too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.files import Received
from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of, write
from app.storage.case.materials import Material
from app.storage.case.remarks import Remark
from app.usecases import announcing
from app.usecases.cases import material_rights
from app.usecases.moving import pick_up
from app.usecases.remarking import attaching
from app.usecases.remarking.mentioning import mentioned
from app.usecases.remarking.rights import may_remark
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed
from engine.forms import texts
from engine.people import APPLICANT

LONGEST = 2000
"""Characters of a remark."""
MOST_FILES = 20


@dataclass(frozen=True)
class Wish:
    """What somebody notes.

    :param visible: whether the applicant reads it, too.
    :param materials: the ids of the files of the case it is about, each one version.
    :param files: what comes with it, for whoever reads it.
    """

    text: str
    visible: bool = False
    materials: Sequence[str] = ()
    files: Sequence[Received] = ()


def make(work: Work, number: str, wish: Wish) -> Remark:
    """Note something on a case; whoever is mentioned is told, and nothing moves.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they may only read it, or are its party.
    :raises Invalid: there are no words or too many, a mentioned person may not read the case,
        a file is not of the case or not taken; with everything that is wrong.

    Source: features L13; decisions 196, 206.
    """
    case = pick_up(work, number).case
    if not may_remark(work, case):
        raise NotAllowed("remark.not_yours", "Only the people of the office write remarks.")
    text = texts.clean(wish.text)
    told = mentioned(work, case, text)
    faults = [*_misworded(text), *told.faults, *_no_files(work, case, wish.materials)]
    faults += attaching.unfit(work, case, wish.files)
    if faults:
        raise Invalid("remark.invalid", "Please correct what is marked.", faults)
    remark = _row(work, case, wish, text)
    remark.mentioned = [*told.people]
    work.session.add(remark)
    work.session.flush()
    files = attaching.attach(work, remark, wish.files)
    write(work.session, case, [_fact(remark, files)], work.actor, work.now)
    _tell(work, case, remark)
    return remark


def _misworded(text: str) -> Iterator[Fault]:
    if not text:
        yield Fault("text", "remark.empty", "Please write the remark.")
    elif len(text) > LONGEST:
        message = "A remark has at most %(most)s characters."
        yield Fault("text", "remark.long", message, {"most": LONGEST})
    elif fault := texts.unfit(text, lines=True):
        yield Fault("text", fault.code, fault.message, fault.params)


def _no_files(work: Work, case: Case, ids: Sequence[str]) -> Iterator[Fault]:
    if len(ids) > MOST_FILES:
        message = "A remark names at most %(most)s files."
        yield Fault("materials", "remark.files", message, {"most": MOST_FILES})
    elif set(ids) - _readable(work, case):
        yield Fault("materials", "material.unknown", "There is no such file.")


def _readable(work: Work, case: Case) -> set[str]:
    files = materials.of_case(work.session, case.id)
    return {one.id for one in material_rights.readable(work, case, files)}


def _row(work: Work, case: Case, wish: Wish, text: str) -> Remark:
    return Remark(
        case_id=case.id,
        text=text,
        visible=wish.visible,
        by=work.actor.id,
        by_name=work.actor.name,
        departments=sorted(work.actor.departments),
        materials=list(dict.fromkeys(wish.materials)),
        made_at=work.now,
    )


def _fact(remark: Remark, files: Sequence[Material]) -> Fact:
    what = "remark.told" if remark.visible else "remark.made"
    digests = {"files": [one.digest for one in files]} if files else {}
    return Fact(what, None, {"remark": remark.id, "reason": digest_of(remark.text), **digests})


def _tell(work: Work, case: Case, remark: Remark) -> None:
    """Tell whoever is mentioned where to read it: its words may still be kept from them."""
    said = {"by": work.actor.name, "remark": remark.id}
    for person_id in remark.mentioned:
        announcing.to_person(work, case, "notice.mentioned", said, person_id)
    if remark.visible:
        row = announcing.row_of(work, case, "notice.remark_party", str(remark.id))
        told = {"text": remark.text, "remark": remark.id}
        announcing.write(work, [row | {"group": APPLICANT, "params": told}])
