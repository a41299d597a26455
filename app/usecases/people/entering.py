"""Coming in and going out: passwords, tokens, the applicant's number and code."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.office import people, signins
from app.storage.office.people import Person
from app.storage.office.signins import Signin
from app.usecases.cases.applying import code_hash
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed

LASTS = {
    "browser": timedelta(hours=10),
    "api": timedelta(hours=24),
    "applicant": timedelta(hours=2),
}
FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST = 10

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _hasher.hash("nobody has this password")


@dataclass(frozen=True)
class Entered:
    """An open door: the token is told once and never stored."""

    token: str
    person: Person | None
    expires_at: datetime


@dataclass(frozen=True)
class Tried:
    """A password that was compared, before the unit of work that acts on it.

    :param stored: the hash it was compared with.
    """

    username: str
    stored: str
    right: bool


def try_password(work: Work, username: str, password: str) -> Tried:
    """Compare a password; made to be slow, so nobody waits for it under a lock.

    Unknown names cost the same time as known ones.
    """
    person = people.by_username(work.session, username)
    stored = person.password_hash if person is not None else _NOBODY
    return Tried(username, stored, fits(stored, password))


def sign_in(work: Work, tried: Tried, kind: str) -> Entered | None:
    """Let a person in; ``None`` when name or password is wrong, so that the failure is kept.

    After five wrong passwords in a row the account is locked for a quarter of an hour. A locked
    account gets the same answer as a wrong password: who guesses learns neither which names
    there are nor that a guess was right.

    :param kind: ``browser`` or ``api``.
    """
    person = people.by_username(work.session, tried.username)
    if person is None or _locked(work, person):
        return None
    if not tried.right or person.password_hash != tried.stored:
        _count_failure(work, person)
        return None
    if not person.active:
        return None
    person.failures, person.locked_until = 0, None
    return _open(work, Signin(kind=kind, person_id=person.id), person)


def follow(work: Work, number: str, code: str) -> Entered:
    """Let the party of a case in, by number and code.

    :raises NotAllowed: no such pair; the answer does not tell which of the two is wrong.
    """
    case = followed(work, number, code)
    return _open(work, Signin(kind="applicant", case_number=case.number), None)


def followed(work: Work, number: str, code: str) -> Case:
    """Return the case a number and a code open.

    :raises NotAllowed: no such pair; the answer does not tell which of the two is wrong.
    """
    case = cases.by_number(work.session, number.strip())
    given = code_hash(case.number or "" if case else number, code)
    if case is None or not compare_digest(given, case.code_hash or ""):
        raise NotAllowed("signin.wrong_code", "Number and code do not fit together.")
    return case


def sign_out(work: Work, token: str) -> None:
    """Close one sign-in; closing it again changes nothing."""
    signins.revoke(work.session, signins.token_hash(token), work.now)


def change_password(work: Work, person_id: int, old: str, new: str, keep: str | None) -> None:
    """Replace a password and close all other sign-ins of the person.

    :param keep: the token in use, which stays open.
    :raises Invalid: the old one is wrong, or the new one too weak: both told at once.
    """
    person = people.get(work.session, person_id)
    faults = weaknesses(new, person.username)
    if not fits(person.password_hash, old):
        faults.append(Fault("old", "password.wrong", "This is not your password."))
    if faults:
        raise Invalid("password.invalid", "The password was not changed.", faults)
    person.password_hash, person.must_change_password = _hasher.hash(new), False
    but = signins.token_hash(keep) if keep else None
    signins.revoke_all(work.session, person.id, work.now, but)


def weaknesses(password: str, username: str) -> list[Fault]:
    """Return why a password is too weak: short, or built on the name.

    >>> [fault.code for fault in weaknesses("li", "lixuemei")]
    ['password.short']
    """
    faults = []
    if len(password) < SHORTEST:
        message = "A password has at least %(least)s characters."
        faults.append(Fault("new", "password.short", message, {"least": SHORTEST}))
    if len(password) > 256:
        faults.append(Fault("new", "password.long", "A password has at most 256 characters."))
    if username and username.lower() in password.lower():
        faults.append(Fault("new", "password.name", "A password does not contain the user name."))
    return faults


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    return _hasher.hash(password)


def fits(stored: str, password: str) -> bool:
    """Whether a password is the one whose hash is stored."""
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _locked(work: Work, person: Person) -> bool:
    return person.locked_until is not None and person.locked_until > work.now


def _count_failure(work: Work, person: Person) -> None:
    work.session.refresh(person, ["failures"], with_for_update=True)  # guesses come at once
    person.failures += 1
    if person.failures >= FAILURES_ALLOWED:
        person.failures, person.locked_until = 0, work.now + LOCKED_FOR


def _open(work: Work, signin: Signin, person: Person | None) -> Entered:
    token = secrets.token_urlsafe(32)
    signin.token_hash = signins.token_hash(token)
    signin.opened_at, signin.expires_at = work.now, work.now + LASTS[signin.kind]
    work.session.add(signin)
    return Entered(token, person, signin.expires_at)
