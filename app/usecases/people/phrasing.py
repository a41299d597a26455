"""People keep phrases they write again and again, and share them with a department."""

from app.storage.desk import phrases
from app.storage.desk.asking import person_id_of
from app.storage.desk.phrases import Phrase
from app.storage.office.people import Person
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.forms import texts

MOST = 50
"""Phrases one person keeps: whoever has more looks longer than they would write."""
LONGEST = 500


def keep(work: Work, text: str, department: str | None = None, everybody: bool = False) -> Phrase:
    """Keep a phrase; of the same words there is one, shared as was said last.

    :param department: whose people may use it, too; ``everybody``: all people of the office.
    :raises NotAllowed: only people of the office write answers, and share with their own
        departments; administrators alone share with everybody.
    :raises Invalid: there are no words, too many, or hidden signs among them.
    :raises Conflict: they keep as many as one may keep.
    """
    person_id = _keeper(work)
    _check_sharing(work, department, everybody)
    words = _checked(text)
    row = phrases.own_worded(work.session, work.actor, words)
    if row is None:
        _room_for_one(work)
        row = Phrase(person_id=person_id, text=words)
    row.department, row.everybody, row.saved_at = department, everybody, work.now
    work.session.add(row)
    work.session.flush()  # a request sent again finds it by its id
    return row


def reword(
    work: Work, phrase_id: int, text: str, department: str | None = None, everybody: bool = False
) -> Phrase:
    """Give a phrase other words, and share it as said now; it keeps its place among the others.

    :param department: whose people may use it, too; ``everybody``: all people of the office.
    :raises NotAllowed: only people of the office keep phrases.
    :raises NotFound: there is none, or it is somebody else's.
    :raises NotAllowed: the department is not their own, or only administrators share like this.
    :raises Invalid: there are no words, too many, hidden signs among them, or they keep
        another phrase of these words.
    """
    _keeper(work)
    row = phrases.own(work.session, work.actor, phrase_id)
    _check_sharing(work, department, everybody)
    words = _checked(text)
    if phrases.own_worded(work.session, work.actor, words) not in (None, row):
        message = "You keep another phrase of these words."
        raise _invalid(Fault("text", "phrase.kept_already", message))
    row.text, row.department, row.everybody = words, department, everybody
    row.saved_at = work.now
    return row


def put_up(work: Work, phrase_id: int) -> Phrase:
    """Put a phrase one place up among one's own; the first one stays where it is.

    :raises NotAllowed: only people of the office keep phrases.
    :raises NotFound: there is none, or it is somebody else's.
    """
    _keeper(work)
    row = phrases.own(work.session, work.actor, phrase_id)
    above = [one for one in phrases.own_all(work.session, work.actor) if one.at < row.at]
    if above:
        row.place, above[-1].place = above[-1].at, row.at
    return row


def may_share_with_everybody(work: Work) -> bool:
    """Whether phrases of the actor may be for everybody in the office."""
    return "administrator" in work.actor.roles


def drop(work: Work, phrase_id: int) -> None:
    """Keep a phrase no longer.

    :raises NotAllowed: only people of the office keep phrases.
    :raises NotFound: there is none, or it is somebody else's.
    """
    _keeper(work)
    work.session.delete(phrases.own(work.session, work.actor, phrase_id))


def _keeper(work: Work) -> int:
    """Return whose phrases they are, locked: one deed after the other changes them."""
    person_id = person_id_of(work.actor)
    if person_id is None:
        raise NotAllowed("phrase.not_yours", "Only people of the office keep phrases.")
    work.session.get_one(Person, person_id, with_for_update=True)
    return person_id


def _check_sharing(work: Work, department: str | None, everybody: bool) -> None:
    if everybody and not may_share_with_everybody(work):
        message = "Only administrators keep phrases for everybody."
        raise NotAllowed("phrase.not_everybody", message)
    if department is not None and department not in work.actor.departments:
        message = "A phrase is shared with a department of one's own."
        raise NotAllowed("phrase.department_not_yours", message)


def _checked(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if fault := _wrong_in(words):
        raise _invalid(fault)
    return words


def _invalid(fault: Fault) -> Invalid:
    return Invalid("phrase.invalid", "Please correct what is marked.", [fault])


def _wrong_in(words: str) -> Fault | None:
    if not words:
        return Fault("text", "phrase.empty", "Please write the phrase.")
    if len(words) > LONGEST:
        message = "A phrase has at most %(most)s signs."
        return Fault("text", "phrase.too_long", message, {"most": LONGEST})
    if fault := texts.unfit(words, lines=True):
        return Fault("text", fault.code, fault.message, fault.params)
    return None


def _room_for_one(work: Work) -> None:
    if phrases.own_count(work.session, work.actor) >= MOST:
        message = "You keep %(most)s phrases already. Remove one you do not need."
        raise Conflict("phrase.too_many", message, most=MOST)
