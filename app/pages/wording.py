"""What papers say: drawn from what was kept with them, never from what is true today."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import force_locale

from app.i18n import DEFAULT
from app.pages.words import word
from app.storage.case.papers import Paper
from app.storage.supervision import cards

RECEIPT, CORRECTION_NOTICE = "RECEIPT", "CORRECTION_NOTICE"
DRAWN = {
    *(RECEIPT, "ACCEPTANCE_NOTICE", CORRECTION_NOTICE, "NON_ACCEPTANCE", "DELIVERY_RECORD"),
    *("DEFAULT_NOTICE", "OVERRIDE_NOTICE", "COORDINATION_OPINION"),
    "TOLERANCE_PROMISE",
}
"""The kinds with a page of their own; all others share one."""
OF_MEETINGS = frozenset({"JOINT_MINUTES", "JOINT_SURVEY"})

ONLINE, CLOCK = "申请人", "时钟"
NOBODY = {ONLINE: "网上提交", CLOCK: "系统自动"}
MODES = {"window": "窗口领取", "post": "邮寄送达", "electronic": "电子送达"}


def template_of(paper: Paper) -> str:
    """Return the template that draws a paper."""
    if paper.kind in cards.PAPERS:
        return "papers/CARD.html"
    if paper.kind in OF_MEETINGS:
        return "papers/MEETING.html"
    return f"papers/{paper.kind if paper.kind in DRAWN else 'OTHER'}.html"


def said(paper: Paper, asked: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return what the template of a paper needs besides the paper itself.

    :param asked: the materials of the item, for their names.
    """
    answers: dict[str, Any] = paper.content.get("answers", {})
    names = {one["code"]: one["name"] for one in asked}
    return {
        "points": [_point(row, names) for row in answers.get("points", [])],
        "reason": answers.get("reason") or "\n".join(paper.content.get("reasons", [])),
        "legal_basis": answers.get("legal_basis"),
        "ground": answers.get("ground"),
        "materials": paper.content.get("materials", []),
        "delivered": [
            {"number": one["number"], "name": one.get("title") or title(one["kind"])}
            for one in paper.content.get("delivered", [])
        ],
        "content": paper.content
        | _delivery(paper, answers)
        | {"title": paper.content.get("title") or title(paper.kind), "actor": _handled_by(paper)},
    }


def told_points(
    papers: Iterable[Paper], asked: Iterable[Mapping[str, Any]]
) -> list[dict[str, str]]:
    """Return what the last notice of correction asked for; nothing where there was none."""
    notices = [one for one in papers if one.kind == CORRECTION_NOTICE]
    return list(said(notices[-1], asked)["points"]) if notices else []


def title(kind: str) -> str:
    """Return the name of a kind of paper; papers are Chinese whatever the page speaks."""
    with force_locale(DEFAULT):
        return word(kind, "paper")


def _handled_by(paper: Paper) -> str:
    """Return who handled it, as papers say it: nobody did what came online or by the clock."""
    actor = str(paper.content["actor"])
    if actor == ONLINE and paper.kind != RECEIPT:
        return NOBODY[CLOCK]
    return NOBODY.get(actor, actor)


def _point(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Return one thing to correct: what it is about, and how to put it right."""
    code = str(row.get("material", ""))
    what = str(row.get("what") or row.get("fix") or "")
    text = names.get(code, code) or str(row.get("text", ""))
    return {"text": text, "fix": what, "material": code}


def _delivery(paper: Paper, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return how it was delivered; on the day of the paper, where no other is told."""
    if "mode" not in answers:
        return {}
    told = {name: answers[name] for name in ("signer", "tracking_number") if name in answers}
    return told | {
        "delivery_mode": MODES.get(answers["mode"], answers["mode"]),
        "delivered_at": answers.get("delivered_on") or paper.dated_on,
    }
