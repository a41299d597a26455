"""The inbox: what one's departments and posts are asked, nearest limit first."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from marshmallow import EXCLUDE

from app.i18n import language
from app.pages.showing import code_and_name, labelled
from app.pages.staff.inbox import saved_filters as saved
from app.pages.staff.inbox.loads import colleagues
from app.permissions import STAFF, may_come
from app.shapes.case.seen import seen_tasks
from app.shapes.clock.silences import owed
from app.shapes.desk.inbox import SOON, TasksWanted, ends_within, wanted_of
from app.shapes.desk.tasks import inbox_key
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.desk import inbox
from app.storage.office import departments, items, processes
from app.unit_of_work import look
from app.usecases.handing.assigning import assigns_in
from app.usecases.work import Work

blueprint = Blueprint("inbox", __name__)

FILTERS = ("item", "department", "process", "light", "older_than", "due_within")
BOTH = ("claim", "release", "transfer")
HELD = ("release", "transfer")
DEEDS_IN = {"claimable": ("claim",), "mine": HELD, "snoozed": HELD, "delegated": ()}
AGES = (1, 3, 7, 14, 30)
WITHIN = (0, 1, SOON, 3, 5, 10)


@blueprint.get("/inbox")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show one part of the inbox, narrowed by what the address says."""
    if not request.args and (usual := saved.usual_address()):
        return redirect(usual)
    said = {name: value for name, value in request.args.items() if value.strip()}
    sent: dict[str, Any] = TasksWanted(unknown=EXCLUDE).load(said)
    here = {name: said[name] for name in ("q", *FILTERS) if name in said}
    view, narrowed = sent["view"], bool(here.keys() - {"due_within"})
    with look(signed_in()) as work:
        found = inbox.listed(work.session, work.actor, wanted_of(work, sent))
        listed = page(seen_tasks(work, found), sent["limit"], lambda one: inbox_key(one.task, view))
        until = ends_within(work, sent["due_within"])
        return render_template(
            "inbox.html",
            view=view,
            here=here,
            counts_by_view=inbox.counts(work.session, work.actor, until, work.now),
            rows=listed.items,
            owed=[] if narrowed or sent["after"] else owed(work),
            narrowed=narrowed,
            deeds=_deeds(work, view),
            colleagues=colleagues(work, sorted(work.actor.departments)),
            choices_of=_choices(work),
            saved=saved.shown(work, {**here, "view": view}),
            soon=str(sent["due_within"]),
            next=_address(view, here, listed.next) if listed.next else None,
            first=_address(view, here) if sent["after"] else None,
        )


def _deeds(work: Work, view: str) -> list[str]:
    """Return what may be done with chosen tasks of a part of the inbox."""
    if view == "done":
        return []
    assigns = assigns_in(work, work.actor, *work.actor.departments)
    return [*DEEDS_IN.get(view, BOTH), *(("assign", "urge") if assigns else ())]


def _choices(work: Work) -> dict[str, list[tuple[str, str]]]:
    """Return what may be chosen in each filter, as codes and words."""
    known = departments.departments(work.session)
    own = [code_and_name(one) for one in known if one.code in work.actor.departments]
    return {
        "item": [(one.code, labelled(one, "name")) for one in items.everything(work.session)],
        "department": own,
        "process": [
            (key, key if language() == "en" else name)
            for key, name in processes.named(work.session)
        ],
        "older_than": [(str(days), _age(days)) for days in AGES],
        "due_within": [(str(days), _within(days)) for days in WITHIN],
    }


def _age(days: int) -> str:
    return ngettext("opened %(num)d day ago or earlier", "opened %(num)d days ago or earlier", days)


def _within(days: int) -> str:
    if days == 0:
        return gettext("due today")
    return gettext("within %(days)s working days", days=days)


def _address(view: str, here: dict[str, str], after: str | None = None) -> str:
    said: dict[str, Any] = {**here, "view": view, "after": after}
    return url_for("pages.inbox.show", **said)
