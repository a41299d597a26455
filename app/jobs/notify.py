"""The job that writes a notice: to the applicant, a role, or a role in a department."""

from flask_babel import lazy_gettext as _
from marshmallow import fields, validate

from app.storage.case.cases import Case
from app.storage.office import departments
from app.usecases import announcing
from app.usecases.jobs.failing import Hopeless
from app.usecases.jobs.types import Given, JobType, Words
from app.usecases.work import Work
from engine.people import APPLICANT

LONGEST = 500


class Told(Words):
    """To whom, and what."""

    to = fields.String(required=True, validate=validate.Length(1, 200))
    text = fields.String(required=True, validate=validate.Length(1, LONGEST))


class Notify(JobType):
    """Writes a notice with its result: once, or not at all."""

    name = "notify"
    label = _("Write a notice")
    inputs = Told

    def keep(self, work: Work, case: Case, given: Given) -> None:
        """Write the notice.

        :raises Hopeless: this office knows no such group.
        """
        group = given.inputs["to"]
        if not _known(work, group):
            message = "This office has no group “%(group)s” that could be told."
            raise Hopeless("notify.no_group", message, group=group)
        announcing.told(work, case, given.id, group, given.inputs["text"])


def _known(work: Work, group: str) -> bool:
    department, _, role = group.rpartition("/")
    roles = {one.code for one in departments.roles(work.session)} | {APPLICANT}
    codes = {one.code for one in departments.departments(work.session)}
    return role in roles and (not department or department in codes)
