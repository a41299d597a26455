"""Whoever works on a case passes it on to others, to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk import copies
from app.storage.desk.copies import Copy
from app.usecases import announcing
from app.usecases.copying import addressing
from app.usecases.copying.addressing import Found, Receiver
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import NotAllowed


@dataclass(frozen=True)
class Wish:
    """Who is to read a case, and what is said to them."""

    to: Sequence[Receiver]
    note: str = ""


def send(work: Work, number: str, wish: Wish) -> Case:
    """Let others read a case; who has a copy already gets it anew, to be read again.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they may only read it, or are its party.
    :raises Invalid: nobody is named, too many, or somebody who is not there.

    Source: features L12 (抄送); docs/decisions/0192-a-copy-lets-its-receiver-read.md.
    """
    case = pick_up(work, number).case
    if not may_send(work, case):
        raise NotAllowed("copy.not_yours", "Only the people of the office pass a case on.")
    found = addressing.found(work, wish.to)
    addresses = {one.address for one in found}
    for before in copies.of_case(work.session, case.id):
        if before.receiver in addresses:
            before.revoked_at = work.now
    work.session.add_all(_copy(work, case, one, wish.note) for one in found)
    _tell(work, case, found, wish.note)
    return case


def may_send(work: Work, case: Case) -> bool:
    """Whether the actor may pass a case on: people of the office who see it in their own right."""
    return bool(work.actor.pairs) and cases.may_see(work.actor, case)


def _copy(work: Work, case: Case, found: Found, note: str) -> Copy:
    return Copy(
        case_id=case.id,
        receiver=found.address,
        by=work.actor.id,
        by_name=work.actor.name,
        note=note,
        sent_at=work.now,
    )


def _tell(work: Work, case: Case, found: Sequence[Found], note: str) -> None:
    details = {"receivers": [one.named for one in found], "reason": note}
    told = Fact("copy.sent", None, {name: said for name, said in details.items() if said})
    write(work.session, case, [told], work.actor, work.now)
    said = {"by": work.actor.name, "reason": note}
    groups = [group for one in found for group in one.groups]
    announcing.to_groups(work, case, "notice.copied", said, groups)
    for one in found:
        if one.person_id is not None:
            announcing.to_person(work, case, "notice.copied", said, one.person_id)
