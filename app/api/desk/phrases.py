"""Phrases that people write again and again."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.desk.phrases import PhraseSent, PhraseView, seen_phrase
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.desk import phrases
from app.storage.desk.phrases import Phrase
from app.unit_of_work import look, unit_of_work
from app.usecases.people import phrasing

blueprint = Resource("phrases", "/phrases", "Phrases that people write again and again.")

PHRASE: Thing[Phrase] = Thing(
    name=lambda row: str(row.id),
    find=lambda work, reference: phrases.own(work.session, work.actor, int(reference)),
    show=seen_phrase,
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(PhraseView))
def listed(wanted: dict[str, Any]) -> Any:
    """List the phrases one keeps, then those colleagues share with one's departments."""
    with look(signed_in()) as work:
        rows = [seen_phrase(work, row) for row in phrases.listed(work.session, work.actor)]
    return page_of_all(rows, wanted, lambda one: str(one["id"]))


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(PhraseSent)
@blueprint.response(201, PhraseView)
def keep(sent: dict[str, Any]) -> Any:
    """Keep a phrase: 403 a department not one's own, 409 too many, 422 no words."""
    return done(PHRASE, lambda work: (phrasing.keep(work, **sent), 201))


@blueprint.post("/<int(max=2147483647):phrase_id>")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(PhraseSent)
@blueprint.response(200, PhraseView)
def reword(sent: dict[str, Any], phrase_id: int) -> Any:
    """Reword a phrase: 403 a department not one's own, 404 none of one's own, 422 kept already."""
    return done(PHRASE, lambda work: (phrasing.reword(work, phrase_id, **sent), 200))


@blueprint.delete("/<int(max=2147483647):phrase_id>")
@may_come(STAFF)
@blueprint.response(204)
def drop(phrase_id: int) -> None:
    """Keep a phrase no longer: 404 none of one's own."""
    with unit_of_work(signed_in()) as work:
        phrasing.drop(work, phrase_id)


@blueprint.post("/<int(max=2147483647):phrase_id>/up")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.response(200, PhraseView)
def put_up(phrase_id: int) -> Any:
    """Put it one place up among one's own: 404 none of one's own."""
    return done(PHRASE, lambda work: (phrasing.put_up(work, phrase_id), 200))
