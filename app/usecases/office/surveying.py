"""What the checks of processes may know of this office."""

from app.storage.office import departments, people, processes
from app.storage.office.items import Item
from app.usecases.work import Work
from engine.checks import Item as Offered
from engine.checks import Known, called
from engine.people import APPLICANT


def office(work: Work) -> Known:
    """Return who there is to ask today, what machines do and which processes there are."""
    codes = frozenset(department.code for department in departments.departments(work.session))
    roles = frozenset(role.code for role in departments.roles(work.session))
    return Known(
        departments=codes,
        roles=roles | {APPLICANT},
        jobs=work.job_types.known,
        processes={
            version.key: called({file.name: file.content for file in version.files})
            for version in processes.newest(work.session)
        },
        groups=_groups(work),
        now=work.now,
    )


def offered(item: Item) -> Offered:
    """Return what an item asks of the process that handles it."""
    return Offered(
        promised_days=item.promised_days,
        statutory_days=item.statutory_days,
        signatures=item.signatures,
        lead_department=item.lead_department,
    )


def _groups(work: Work) -> frozenset[str]:
    """Return the groups that somebody works in today."""
    held = people.holders(work.session, work.today)
    return frozenset(f"{department}/{role}" if department else role for department, role, _ in held)
