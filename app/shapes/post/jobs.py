"""Jobs: work that machines do for cases."""

from datetime import datetime
from typing import Any

from marshmallow import fields, post_load, validate

from app.i18n import said
from app.shapes.base import Moment, Shape, answers, text
from app.shapes.paging import Cursor, Page, begins_with_a_moment
from app.storage.ground.leased import FAILED, OPEN, RUNNING
from app.storage.post.jobs import CANCELLED, DONE, UNFINISHED, Job

STATES = (OPEN, RUNNING, FAILED, DONE, CANCELLED)


def error_of(job: Job) -> str | None:
    """Return what the last attempt came to, in the reader's language."""
    return said(job.error) if job.error else None


class JobView(Shape):
    """A job; what a process gives it may be personal and is not shown."""

    id = fields.String(required=True)
    case = fields.String(attribute="case_number", required=True)
    step = fields.String(required=True)
    type = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    attempts = fields.Integer(required=True)
    left = fields.Integer(required=True)
    error = fields.Function(error_of, metadata={"type": ["string", "null"]})
    begun_at = Moment(required=True)
    ended_at = Moment(required=True, allow_none=True)
    incident = fields.Integer(attribute="held_by", required=True, allow_none=True)


def key_of(job: Job) -> list[str]:
    """Return what the next page goes on after."""
    return [job.begun_at.isoformat(), job.id]


class JobsWanted(Page):
    """Which jobs are asked for; without a state, all that are waited for."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    after = Cursor(str, str, load_default=None, validate=begins_with_a_moment)

    @post_load
    def read(self, wanted: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the page as the storage wants it."""
        begun_at, job_id = wanted["after"] or (None, None)
        after = (datetime.fromisoformat(begun_at), job_id) if begun_at else None
        states = (wanted["state"],) if wanted["state"] else UNFINISHED
        return {"states": states, "limit": wanted["limit"], "after": after}


class ResultGiven(Shape):
    """The result of a job, given by hand."""

    result = answers()
    reason = text(500, required=True)
