"""Messages and signals: other systems tell the office something; administrators see what became."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import may_come
from app.shapes.paging import list_of, page, place_in_time
from app.shapes.post.messages import MessagesWanted, MessageView, Sent, Told, key_of
from app.signin import signed_in
from app.storage.post import messages
from app.storage.post.messages import Message
from app.unit_of_work import look
from app.usecases.post import sending
from engine import change

SENDERS = tuple(sorted(sending.SENDERS))

blueprint = Resource("messages", "", "What is told to cases, by other systems and by cases.")

MESSAGE: Thing[Message] = Thing(
    name=lambda message: message.id,
    find=lambda work, name: messages.get(work.session, name),
    show=lambda _, message: message,
)


@blueprint.post("/messages")
@may_come(*SENDERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(Sent)
@blueprint.response(201, MessageView)
def send(sent: dict[str, Any]) -> Any:
    """Send a message to who waits for it now or until it expires: 403 reserved, 422 unfit."""
    return done(MESSAGE, lambda work: (sending.send(work, change.Message(**sent)), 201))


@blueprint.post("/signals")
@may_come(*SENDERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(Told)
@blueprint.response(201, MessageView)
def signal(sent: dict[str, Any]) -> Any:
    """Send a signal to every case that waits for it at this moment: 422 unfit."""
    told = change.Message(**sent, kind="signal")
    return done(MESSAGE, lambda work: (sending.send(work, told), 201))


@blueprint.get("/messages")
@may_come("administrator")
@blueprint.arguments(MessagesWanted, location="query")
@blueprint.response(200, list_of(MessageView))
def listed(wanted: dict[str, Any]) -> Any:
    """List messages and signals, newest first, with the cases they have reached."""
    place, limit = place_in_time(wanted["after"]), wanted["limit"]
    with look(signed_in()) as work:
        sought = messages.Sought(wanted["state"], wanted["q"])
        rows = messages.listed(work.session, sought, limit, place)
        return page(rows, limit, key_of)


@blueprint.get("/messages/<message_id>")
@may_come(*SENDERS)
@blueprint.response(200, MessageView)
def show(message_id: str) -> Any:
    """Show one message: 404 unknown."""
    with look(signed_in()) as work:
        return messages.get(work.session, message_id)
