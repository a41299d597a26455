"""An applicant hands in; a window clerk may do it for them."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import update
from stdnum import luhn

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.case.holding import Held
from app.storage.case.materials import Material
from app.storage.ground.changing import fresh
from app.storage.office import catalogue
from app.storage.office.catalogue import Asked
from app.storage.office.items import Item
from app.usecases.cases import finding, parties
from app.usecases.moving import Moved, put_back
from app.usecases.moving.receiving import received_on
from app.usecases.work import Work
from engine import Process, Run
from engine.errors import Fault, Invalid

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without what a reader mistakes: 0 and O, 1 and I, L, U."""


@dataclass(frozen=True)
class HandIn:
    """What is handed in.

    :param applicant: ``name``, ``id_number``, ``phone``, ``email`` of the party.
    :param answers: to the form of the item.
    :param draft: the hash of the draft's token, whose files come along.
    :param code: with which the applicant is to follow the case; a new one where none is given.
    """

    item: str
    applicant: dict[str, Any]
    answers: dict[str, Any]
    draft: str | None = None
    code: str | None = None


def submit(work: Work, handed: HandIn) -> tuple[Case, str]:
    """Open a case on the newest version of the item's process.

    :returns: the case, and the code with which the applicant follows it; only its hash is kept.
    :raises NotFound: no such item, or its process was never published.
    :raises Conflict: the clock jumped and nobody has confirmed that it is right.
    :raises Invalid: with everything that is wrong with the applicant and the answers.
    """
    asked = catalogue.asked_for(work.session, handed.item)
    work.set_moment(asked.moment)
    work.trust_clock()
    item = asked.item
    process = work.process(asked.digest)
    applicant, answers = checked(work, process, item, handed)
    case, code = _new(work, asked), handed.code or new_code()
    case.applicant, case.applicant_name, case.answers = applicant, applicant["name"], answers
    _number(work, case, asked.next_id, code)
    work.held = Held(case, asked.moment, {})
    finding.make_findable(work, case, process.start_form)
    files = _bring_files(work, case, handed.draft)
    run, change = Run.start(process, answers, case.item, at=work.now, library=work.library)
    told = Fact("case.submitted", None, {"version": 1, "digest": history.digest_of(answers)})
    put_back(Moved(work, case, change, files=files), run, [told])
    return case, code


def checked(
    work: Work, process: Process, item: Item, handed: HandIn
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return applicant and answers as they are stored, told once about all that is wrong.

    :raises Invalid: with the faults of both.
    """
    faults: list[Fault] = []
    applicant = _gather(faults, lambda: parties.check(handed.applicant))
    form = process.start_form
    scope = {"item": item.scope()}
    answers = _gather(faults, lambda: form.check(handed.answers, scope, work.now) if form else {})
    if faults:
        raise Invalid("application.invalid", "Please correct the marked answers.", faults)
    return applicant, answers


def _gather(faults: list[Fault], check: Any) -> dict[str, Any]:
    try:
        return dict(check())
    except Invalid as refusal:
        faults.extend(refusal.faults)
        return {}


def _new(work: Work, asked: Asked) -> Case:
    item = asked.item
    received = received_on(work, item.lead_department)
    return fresh(
        Case,
        item_code=item.code,
        item=item.scope(),
        process=item.process,
        version=asked.version,
        process_digest=asked.digest,
        lead_department=item.lead_department,
        departments=sorted(work.actor.departments),
        entered_by=work.actor.id,
        state="submitted",
        handling_kind=item.handling_kind,
        run_state=b"",
        received_at=work.now,
        received_on=received,
        completed_on=received,
        papers=0,
        history_length=0,
        history_head="",
        pauses=0,
        waits=0,
        extra_days=0,
        provisional=False,
    )


def _number(work: Work, case: Case, inner_id: int, code: str) -> None:
    """Give the case its number: year, the database's own sequence, a check digit."""
    digits = f"{work.today.year}{inner_id:06d}"
    case.id, case.number = inner_id, f"{digits[:4]}-{digits[4:]}-{luhn.calc_check_digit(digits)}"
    case.code_hash = code_hash(case.number, code)
    work.session.add(case)


def _bring_files(work: Work, case: Case, draft: str | None) -> tuple[str, ...]:
    """Give the case the files of its draft; return the codes of the materials they are."""
    if draft is None:
        return ()
    work.session.flush()  # the files point at the row of the case
    brought = work.session.scalars(
        update(Material)
        .where(Material.draft == draft)
        .values(case_id=case.id, draft=None)
        .returning(Material.code)
    )
    return tuple(brought)


def new_code() -> str:
    """Return a code of 12 characters, nearly 59 random bits (decision 26 asks for 40)."""
    return code_from(secrets.token_bytes(16))


def code_from(seed: bytes) -> str:
    """Return the code that random bytes stand for.

    >>> code_from(b"sixteen bytes!!!")
    'V6EW-HW84-Y3JG'
    """
    number, letters = int.from_bytes(seed), []
    for _ in range(12):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "-".join("".join(letters[place : place + 4]) for place in (0, 4, 8))


def code_hash(number: str, code: str) -> str:
    """Return what is kept of a code; writing it small or without dashes is the same.

    >>> code_hash("1", "abcd-efgh-jkmn") == code_hash("1", "ABCDEFGHJKMN")
    True
    """
    plain = code.upper().replace("-", "").replace(" ", "")
    return sha256(f"{number}\n{plain}".encode()).hexdigest()
