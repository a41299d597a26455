"""The page that moves the running cases of a version: a preview of each, then what came of it."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.pages import posted
from app.pages.staff.case.steps import named_in
from app.permissions import may_come
from app.shapes.office.transfers import MOST
from app.signin import signed_in
from app.storage.office import processes
from app.unit_of_work import look
from app.usecases.processes import transferring
from app.usecases.processes.transferring import Outcome, Transfer

blueprint = Blueprint("transfers", __name__)

MOVERS = tuple(sorted(transferring.MOVERS))


@blueprint.get("/processes/<key>/versions/<int(max=2147483647):number>/moves")
@may_come(*MOVERS)
def show(key: str, number: int) -> ResponseReturnValue:
    """Choose a version and see which cases could go on in it: 404 unknown."""
    to = request.args.get("to", type=int)
    if to is None or to == number:
        return _page(Transfer(key, number, 0), [])
    wish = Transfer(key, number, to)
    return _page(wish, [*clock.previewed(signed_in(), wish, _numbers(wish))])


@blueprint.post("/processes/<key>/versions/<int(max=2147483647):number>/moves")
@may_come(*MOVERS)
def move(key: str, number: int) -> ResponseReturnValue:
    """Move the chosen cases; those that cannot move stay, with the reasons: 422 no reason."""
    to = request.form.get("to", default=0, type=int)
    wish = Transfer(key, number, to, posted.text("reason"))
    chosen = _numbers(wish, request.form.getlist("case"))
    if not (chosen and wish.reason.strip()):
        outcomes = [*clock.previewed(signed_in(), wish, _numbers(wish))]
        return _page(wish, outcomes, refused=True), 422
    return _page(wish, [*clock.moved(signed_in(), wish, chosen)], done=True)


def _numbers(wish: Transfer, only: Sequence[str] | None = None) -> Sequence[str]:
    with look(signed_in()) as work:
        return transferring.candidates(work, wish, only)[:MOST]


def _page(
    wish: Transfer, outcomes: list[Outcome], done: bool = False, refused: bool = False
) -> str:
    with look(signed_in()) as work:
        version = processes.version(work.session, wish.key, wish.from_)
        known = work.process(version.digest)
        return render_template(
            "transfers.html",
            version=version,
            wish=wish,
            others=[
                one
                for one in processes.versions(work.session, wish.key)
                if one.number != wish.from_
            ],
            rows=[
                {
                    "case": one.case,
                    "reasons": [(named_in(known, fault.place), fault) for fault in one.faults],
                }
                for one in outcomes
            ],
            going=sum(not one.faults for one in outcomes),
            done=done,
            refused=refused,
            sees_all=work.actor.sees_all,
        )
