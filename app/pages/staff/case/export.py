"""The list of cases as a table."""

from typing import Any

from flask_babel import gettext
from marshmallow import EXCLUDE

from app.pages.showing import day, labelled
from app.pages.staff.lists.exporting import ROWS, as_text, filter_said, safe, waits_for
from app.pages.staff.naming import Names, names
from app.pages.words import word
from app.shapes import masks
from app.shapes.case.cases import CasesWanted
from app.shapes.case.seen import SeenCase, seen_cases
from app.storage.case import case_lists
from app.storage.case.case_lists import Wanted
from app.storage.desk import urges
from app.usecases.exporting.tables import Part, Sent, Table
from app.usecases.work import Work


def _wanted(sent: Sent, after: list[Any] | None = None) -> Wanted:
    asked = CasesWanted(unknown=EXCLUDE, exclude=("limit", "after")).load(dict(sent))
    return Wanted(**asked, after=after[0] if after else None, limit=ROWS)


def _part(work: Work, sent: Sent, after: list[Any] | None) -> Part:
    found = seen_cases(work, case_lists.listed(work.session, work.actor, _wanted(sent, after)))
    office, shown = names(work), found[:ROWS]
    more = len(found) > ROWS
    urged = urges.times(work.session, [one.case.id for one in shown])
    rows = [_cells(one, office, urged.get(one.case.id, 0)) for one in shown]
    return Part(rows, [shown[-1].case.id] if more else None)


def _count(work: Work, sent: Sent, most: int) -> int:
    return case_lists.counted(work.session, work.actor, _wanted(sent), most)


def _said(work: Work, sent: Sent) -> str:
    return filter_said(
        {
            gettext("Search"): sent.get("q", ""),
            gettext("State"): word(sent.get("state"), "state"),
            gettext("Department"): names(work).department(sent.get("department")),
            gettext("Materials"): _promised(sent),
        }
    )


def _promised(sent: Sent) -> str:
    return gettext("Promised material missing") if sent.get("promised") else ""


def _heading() -> list[str]:
    return [
        gettext("Case number"), gettext("Item"), gettext("Applicant"),
        gettext("Identity or credit code"), gettext("Phone"), gettext("E-mail address"),
        gettext("Lead department"),
        gettext("State"), gettext("Outcome"), gettext("Received"), gettext("Accepted on"),
        gettext("Promised"), gettext("Statutory"), gettext("Decided"), gettext("provisional"),
        gettext("Light"),
        gettext("Who is asked now"), gettext("Times urged"),
    ]  # fmt: skip


def _cells(seen: SeenCase, names: Names, urged: int) -> list[str]:
    case = seen.case
    days = (case.accepted_on, case.promised_due_on, case.statutory_due_on, case.decided_on)
    return [
        as_text(case.number or ""),
        safe(labelled(case.item, "name")),
        safe(case.applicant_name),
        as_text(masks.number(case.applicant.get("id_number")) or ""),
        as_text(masks.number(case.applicant.get("phone")) or ""),
        safe(masks.email(case.applicant.get("email")) or ""),
        safe(names.department(case.lead_department)),
        word(case.state, "state"),
        word(case.outcome, "state"),
        case.received_on.isoformat(),
        *(day(one) if one else "" for one in days),
        gettext("provisional") if case.provisional else "",
        word(seen.light, "light"),
        safe(waits_for(seen, names)),
        str(urged),
    ]


TABLE = Table("cases", _heading, _part, _count, _said)
