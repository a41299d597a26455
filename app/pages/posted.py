"""What browsers post: the answers to a form, the applicant, and files for the materials."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import current_app, request

from app.files import FileStore, Received
from app.files.labels import label_of
from engine.errors import Fault, Invalid, Told
from engine.forms import Form, texts

ANSWERS, APPLICANT, MATERIALS = "answers.", "applicant.", "materials."
"""How the names of what a page posts begin."""
SHOW = "show"
"""The deed of a page whose words come back to it, after a sign-in or in another language."""
PARTY = ("name", "id_number", "phone", "email")


def answers(form: Form | None, place: str = ANSWERS) -> dict[str, Any]:
    """Return the answers of the posted page, ready to be checked.

    :param place: how the names of its fields begin, where the page has several forms.
    """
    if form is None:
        return {}
    sent = {
        name.removeprefix(place): [_plain(text) for text in texts]
        for name, texts in request.form.lists()
        if name.startswith(place)
    }
    return form.posted(sent)


def anything() -> bool:
    """Whether the page posted anything at all."""
    return bool(request.form)


def only_shown() -> bool:
    """Whether the page is to be shown with what was posted, and nothing is to be done yet."""
    return request.form.get("deed") == SHOW


def applicant() -> dict[str, str]:
    """Return what the posted page says of the applicant."""
    return {member: text(APPLICANT + member) for member in PARTY}


def text(name: str) -> str:
    """Return one line or text of the posted page."""
    return texts.harmless(request.form.get(name, ""))


def day(name: str) -> date | None:
    """Return a day of the posted page; none where nothing, or no day, was typed."""
    try:
        return date.fromisoformat(text(name))
    except ValueError:
        return None


def revision() -> int | None:
    """Return the revision of the task the person saw."""
    return request.form.get("revision", type=int)


def files(add: Callable[[str, Received], object]) -> list[Fault]:
    """Take in every file posted for a material; return what is wrong with those refused.

    :param add: keeps one, given the code of the material.
    """
    return [fault for name in request.files for fault in _files_of(name, add)]


def store() -> FileStore:
    """Return the file store of this installation."""
    found: FileStore = current_app.extensions["files"]
    return found


def _files_of(name: str, add: Callable[[str, Received], object]) -> list[Fault]:
    if not name.startswith(MATERIALS):
        return []
    faults: list[Fault] = []
    for sent in request.files.getlist(name):
        if not sent.filename:
            continue
        try:
            with store().receiving(sent.stream, sent.filename) as received:
                add(name.removeprefix(MATERIALS), received)
        except Invalid as refusal:
            faults += [_of_file(name, sent.filename, one) for one in refusal.faults]
    return faults


def _of_file(place: str, name: str, fault: Fault) -> Fault:
    """Return what is wrong with one of several files, after its name."""
    said = {"file": label_of(name), "fault": Told.by(fault)}
    return Fault(place, fault.code, "%(file)s: %(fault)s", said)


def _plain(sent: str) -> str:
    """Return a text without NUL, which no database keeps."""
    return sent.replace("\0", "")
