"""Notices: what one is told, until it is read."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.pages import posted
from app.pages.english import of_notices, of_rule
from app.pages.showing import labelled, moment
from app.pages.words import word
from app.pages.words.notices import NOTICES
from app.permissions import STAFF, may_come
from app.shapes.paging import Page, page
from app.signin import signed_in
from app.storage.post import notices
from app.storage.post.notices import Notice
from app.unit_of_work import look, unit_of_work

blueprint = Blueprint("notices", __name__)

MOST = 2147483647


@blueprint.get("/notices", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List one's notices, newest first."""
    wanted = Page(unknown=EXCLUDE).load(request.args.to_dict())
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = notices.mine(work.session, work.actor, wanted["limit"], after)
        english = of_notices(work, [notice for notice, _ in rows])
    shown = page(rows, wanted["limit"], lambda row: [row[0].id])
    return render_template(
        "notices.html",
        rows=[
            {
                "notice": notice,
                "read_at": read_at,
                "text": words_of(notice, english),
                "url": _url(notice),
            }
            for notice, read_at in shown.items
        ],
        newest=shown.items[0][0].id if shown.items and not after else None,
        next=url_for("pages.notices.list", after=shown.next) if shown.next else None,
        first=url_for("pages.notices.list") if after else None,
    )


@blueprint.post("/notices/<int(max=2147483647):notice_id>/read")
@may_come(STAFF)
def read(notice_id: int) -> ResponseReturnValue:
    """Note that one has read a notice: 404 none of theirs."""
    with unit_of_work(signed_in()) as work:
        notices.read(work.session, work.actor, notice_id, work.now)
    return redirect(url_for("pages.notices.list"))


@blueprint.post("/notices/read")
@may_come(STAFF)
def read_all() -> ResponseReturnValue:
    """Note that one has read every notice up to the newest on the page; later ones stay new."""
    newest = posted.text("newest")
    with unit_of_work(signed_in()) as work:
        if newest.isdecimal() and int(newest) <= MOST:
            notices.read_up_to(work.session, work.actor, int(newest), work.now)
    return redirect(url_for("pages.notices.list"))


def words_of(notice: Notice, english: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return what a notice says; a limit of the whole case is named by its kind.

    :param english: other names for steps and departments.
    """
    params = dict(notice.params)
    task = params.get("task") or word(params.get("kind"), "limit")
    department = params.get("department", "")
    outcome = word(params.get("outcome"), "state")
    said = {
        "task": english.get(task, task),
        "outcome": outcome,
        "text": params.get("text", ""),
        "reason": params.get("reason", ""),
        "by": params.get("by", ""),
        "ground": word(params.get("ground"), "ground"),
        "days": params.get("days", ""),
        "department": english.get(department, department),
        "missed": word(params.get("missed"), "missed"),
        "day": params.get("day") or "",
        "opinion": word(params.get("opinion"), "opinion"),
        "level": word(params.get("level"), "card_level"),
        "rule": of_rule(params.get("rule", "")),
        "list": word(params.get("list"), "export"),
        "rows": params.get("rows", ""),
        "meeting": word(params.get("meeting_kind"), "meeting"),
        "moment": _moment(params.get("begins_at")),
        "rung": labelled(params.get("rung", {}), "name"),
        "result": word(params.get("result"), "coordination_outcome"),
        **{name: params.get(name, "") for name in ("place", "agenda", "paper", "topic", "body")},
        **{name: params.get(name, "") for name in ("person", "substitute", "first", "last")},
        "why": _why(params),
        "moves": _moves(params),
        "moved": _moved(params),
        "material": params.get("material", ""),
    }
    return str(NOTICES[notice.what]) % said


def _moment(said: str | None) -> str:
    return moment(datetime.fromisoformat(said)) if said else ""


def _why(params: Mapping[str, Any]) -> str:
    """Return why dates have moved, and on what that rests."""
    said = str(word(params.get("why"), "redated"))
    source = params.get("source")
    return gettext("%(why)s (%(source)s)", why=said, source=source) if source else said


def _moves(params: Mapping[str, Any]) -> str:
    """Return the dates that have moved; a limit of the whole case is named by its kind."""
    rows = params.get("moves", ())
    said = (f"{word(name, 'limit')} {old} → {new}" for name, old, new in rows)
    return gettext("; ").join(said)


def _moved(params: Mapping[str, Any]) -> str:
    """Return the new dates as what a notice says besides, ``""`` where none has moved."""
    return gettext(". Last days: %(moves)s", moves=_moves(params)) if params.get("moves") else ""


def _url(notice: Notice) -> str:
    """Return where a notice leads: to the card, file or task it is about, else to the case."""
    if export := notice.params.get("export"):
        return url_for("pages.exports.content", export_id=export)
    if notice.params.get("substitute"):
        return url_for("pages.substitutes.show")
    if card := notice.params.get("card"):
        return url_for("pages.cards.show", card_id=card)
    if meeting := notice.params.get("meeting"):
        number = notice.case_number
        return url_for("pages.meetings.show", number=number, meeting_id=meeting)
    if task_id := notice.params.get("task_id"):
        return url_for("pages.tasks.show", task_id=task_id)
    anchor = next((f"{one}s" for one in ("question", "remark") if one in notice.params), None)
    return url_for("pages.cases.show", number=notice.case_number, _anchor=anchor)
