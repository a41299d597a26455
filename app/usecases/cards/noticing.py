"""Notices about cards: to their receivers, and to who is responsible by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.storage.case.cases import Case
from app.storage.office.people import Person
from app.storage.supervision.cards import Card
from app.usecases import announcing
from app.usecases.work import Work


def given(
    work: Work, case: Case, card: Mapping[str, Any], groups: Iterable[str], person: Person | None
) -> None:
    """Tell the receivers of a card, and who is responsible by name, that it was given."""
    params = {"card": card["id"], "level": card["level"], "rule": card["rule_name"]}
    what = "notice.card" if card["term_on"] else "notice.card_warned"
    row = announcing.row_of(work, case, what, str(card["id"])) | {"params": params}
    rows = announcing.for_groups(row, groups)
    if person is not None:
        rows.append(row | {"person_id": person.id, "key": f"{row['key']}:{person.id}"})
    announcing.write(work, rows)


def moved(work: Work, case: Case, card: Card, what: str, to: Sequence[str]) -> None:
    """Tell groups what was done with a card; whoever is responsible by name is told as one.

    :param what: ``urge``, ``answer`` … as the deeds of a card are called.
    """
    params = {"card": card.id, "level": card.level, "rule": card.rule_name}
    key = f"{card.id}:{case.history_length}"
    row = announcing.row_of(work, case, f"notice.card_{what}", key) | {"params": params}
    rows = announcing.for_groups(row, to)
    if card.person_id is not None and what not in ("answer", "appeal"):
        person = {"person_id": card.person_id, "key": f"{row['key']}:{card.person_id}"}
        rows.append(row | person)
    announcing.write(work, rows)
