"""Wishes: which notices reach whoever asks by e-mail and SMS."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.post.wishes import WishesSent, WishesView, seen_wishes
from app.signin import signed_in
from app.storage.desk.asking import person_id_of
from app.storage.office import people
from app.storage.office.people import Person
from app.unit_of_work import look
from app.usecases.letters import wishing
from app.usecases.letters.wishing import Wishes
from app.usecases.work import Work

blueprint = Resource("wishes", "/wishes", "Which notices reach one outside of the house.")


def _own(work: Work) -> Person:
    return people.get(work.session, person_id_of(work.actor) or 0)


WISHES: Thing[Person] = Thing(
    name=lambda person: str(person.id),
    find=lambda work, _: _own(work),
    show=seen_wishes,
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.response(200, WishesView)
def show() -> Any:
    """Tell where one is reached and what one wishes, or what the office does without a wish."""
    with look(signed_in()) as work:
        return seen_wishes(work, _own(work))


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(WishesSent)
@blueprint.response(200, WishesView)
def change(sent: dict[str, Any]) -> Any:
    """Keep one's wishes, in place of the earlier ones: 422 with everything that is wrong."""
    wishes = Wishes(sent["email"].strip(), sent["phone"].strip(), sent["by"])
    mine = person_id_of(signed_in()) or 0
    return done(WISHES, lambda work: (wishing.wish(work, mine, wishes), 200))
