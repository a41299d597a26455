"""Letters: notices on their way out of the house, for administrators."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import may_come
from app.shapes.base import Nothing
from app.shapes.desk.tasks import Reason
from app.shapes.paging import list_of, page
from app.shapes.post.letters import LettersWanted, LetterView, seen
from app.signin import signed_in
from app.storage.post import letters
from app.storage.post.letters import Letter
from app.unit_of_work import look
from app.usecases.letters import deciding

blueprint = Resource("letters", "/letters", "Notices on their way out of the house.")

LETTER: Thing[Letter] = Thing(
    name=lambda letter: str(letter.id),
    find=lambda work, name: letters.get(work.session, int(name)),
    show=lambda work, letter: seen(work, [letter])[0],
)


@blueprint.get("")
@may_come("administrator")
@blueprint.arguments(LettersWanted, location="query")
@blueprint.response(200, list_of(LetterView))
def listed(wanted: dict[str, Any]) -> Any:
    """List letters, newest first; those that have not left, unless a state is asked for."""
    with look(signed_in()) as work:
        rows = letters.listed(work.session, wanted["letters"], wanted["limit"], wanted["after"])
        found = seen(work, rows)
    return page(found, wanted["limit"], lambda one: [one.letter.id])


@blueprint.post("/<int(max=2147483647):letter_id>/retry")
@may_come("administrator")
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, LetterView)
def retry(_: dict[str, Any], letter_id: int) -> Any:
    """Try a letter at once: 404 unknown, 409 it has left, was dropped or is being sent."""
    return done(LETTER, lambda work: (deciding.retry(work, letter_id), 200))


@blueprint.post("/<int(max=2147483647):letter_id>/drop")
@may_come("administrator")
@blueprint.doc(**KEYED)
@blueprint.arguments(Reason)
@blueprint.response(200, LetterView)
def drop(sent: dict[str, Any], letter_id: int) -> Any:
    """Send a letter no more: 404 unknown, 409 it has left, was dropped or is being sent."""
    return done(LETTER, lambda work: (deciding.drop(work, letter_id, sent["reason"]), 200))
