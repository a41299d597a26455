"""Whether a paper is genuine: for everybody who holds it in hand."""

from hmac import compare_digest

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.shapes import masks
from app.signin import NOBODY
from app.storage.case import papers
from app.storage.case.history import digest_of
from app.storage.case.papers import Paper
from app.unit_of_work import look
from engine.errors import NotFound

blueprint = Blueprint("verify", __name__)

FEWEST = 16
"""How many letters of the digest a holder must show: enough not to be guessed."""


@blueprint.get("/verify", defaults={"number": ""})
@blueprint.get("/verify/<number>")
@may_come(ANYBODY)
@limiter.limit("30 per minute")
def show(number: str) -> ResponseReturnValue:
    """Say whether number and code belong to an unaltered paper; otherwise tell nothing of it."""
    number = number or request.args.get("number", "").strip()
    shown = request.args.get("d", "").strip().lower()
    paper = _genuine(number, shown) if number and shown else None
    return render_template(
        "papers/verify.html",
        paper=paper,
        genuine=paper is not None,
        number=number,
        asked=bool(number and shown),
        masked_name=masks.name(paper.content["applicant"]) if paper else "",
    )


def _genuine(number: str, shown: str) -> Paper | None:
    with look(NOBODY) as work:
        try:
            paper = papers.by_number(work.session, number)
        except NotFound:
            return None
        stands = compare_digest(digest_of(paper.content), paper.digest)
    fits = len(shown) >= FEWEST and paper.digest.startswith(shown)
    return paper if stands and fits else None
