"""The joint board: one case as departments by steps, and the running cases of the lead."""

from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE

from app.pages.staff.meetings import shown as meetings
from app.pages.staff.naming import Names, names
from app.permissions import STAFF, may_come
from app.shapes.case.seen import seen_case, seen_cases
from app.shapes.joint import boards
from app.shapes.joint.boards import Board
from app.shapes.paging import Page, page
from app.signin import signed_in
from app.storage.case import case_lists, cases
from app.storage.joint import coordinations
from app.storage.joint.meetings import PLANNED
from app.unit_of_work import look
from app.usecases.joining.asking_again import may_ask_again
from app.usecases.tasks import urging

blueprint = Blueprint("boards", __name__)

CASES_ON_A_PAGE = 20


@blueprint.get("/cases/<number>/board")
@may_come(STAFF)
def show(number: str) -> ResponseReturnValue:
    """Show a case as departments by steps: 404 unknown or not visible."""
    return render_template("board.html", **_matrix(number))


@blueprint.get("/cases/<number>/board/matrix")
@may_come(STAFF)
def matrix(number: str) -> Response:
    """Give only the matrix, for a page that is open: 304 unchanged, 404 unknown or not visible."""
    return _unless_unchanged(render_template("board_matrix.html", **_matrix(number)))


@blueprint.get("/board")
@may_come(STAFF)
def led() -> ResponseReturnValue:
    """Show the running cases one's departments lead, each with how every department stands."""
    return render_template("boards.html", **_led())


@blueprint.get("/board/rows")
@may_come(STAFF)
def rows() -> Response:
    """Give only the rows of that list, for a page that is open: 304 unchanged."""
    return _unless_unchanged(render_template("board_rows.html", **_led()))


def _led() -> dict[str, Any]:
    wanted: dict[str, Any] = Page(unknown=EXCLUDE).load(request.args.to_dict())
    after, limit = wanted["after"], min(wanted["limit"], CASES_ON_A_PAGE)
    with look(signed_in()) as work:
        office = names(work)
        theirs = office.departments if work.actor.sees_all else work.actor.departments
        found = case_lists.led(work.session, [*theirs], after[0] if after else None, limit)
        shown = page(seen_cases(work, found), limit, lambda seen: [seen.case.id])
        drawn = boards.boards(work, [one.case for one in shown.items])
        return {
            "rows": [
                vars(seen) | {"lines": _lines(one, office)}
                for seen, one in zip(shown.items, drawn, strict=True)
            ],
            "everywhere": work.actor.sees_all,
            "here": request.args.get("after"),
            "next": url_for("pages.boards.led", after=shown.next) if shown.next else None,
            "first": url_for("pages.boards.led") if after else None,
        }


def _unless_unchanged(text: str) -> Response:
    """Answer with a part of a page, or that it is as the browser has it."""
    answer = Response(text, content_type="text/html; charset=utf-8")
    answer.set_etag(sha256(text.encode()).hexdigest())
    # What it returns is the answer itself, which its type says less exactly.
    return answer.make_conditional(request)  # type: ignore[return-value]


def _matrix(number: str) -> dict[str, Any]:
    """Return a case as departments by steps; those not reached yet where the address asks."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        whole, office = boards.board(work, case), names(work)
        shown = whole if request.args.get("steps") == "all" else whole.reached()
        return {
            "case": case,
            "light": seen_case(work, case).light,
            "columns": shown.columns,
            "lines": _lines(shown, office),
            "role_names": office.roles,
            "ahead": len(whole.columns) - len(whole.reached().columns),
            "all_steps": shown is whole,
            "coordinated": case.id in coordinations.coordinated(work.session, [case.id]),
            "meetings": [
                one for one in meetings.of_case(work, case, office) if one.meeting.state == PLANNED
            ],
            "may_ask_again": may_ask_again(work, case) and whole.outdated(),
            "urgeable": urging.urgeable(work, case, shown.open_tasks()),
        }


def _lines(board: Board, office: Names) -> list[dict[str, Any]]:
    """Return the rows of a board with their names."""
    return [
        {"name": office.line(one.row.department, one.row.role), "cells": one.cells, "now": one.now}
        for one in board.lines
    ]
