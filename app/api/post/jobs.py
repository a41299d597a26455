"""Jobs: what machines do for cases, for administrators."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import may_come
from app.shapes.paging import list_of, page
from app.shapes.post.jobs import JobsWanted, JobView, ResultGiven, key_of
from app.signin import signed_in
from app.storage.post import jobs
from app.storage.post.jobs import Job
from app.unit_of_work import look
from app.usecases.jobs import finishing

blueprint = Resource("jobs", "/jobs", "Work that machines do for cases.")

JOB: Thing[Job] = Thing(
    name=lambda job: job.id,
    find=lambda work, name: jobs.get(work.session, name),
    show=lambda _, job: job,
)


@blueprint.get("")
@may_come("administrator")
@blueprint.arguments(JobsWanted, location="query")
@blueprint.response(200, list_of(JobView))
def listed(wanted: dict[str, Any]) -> Any:
    """List jobs, newest first; those that are waited for, unless a state is asked for."""
    with look(signed_in()) as work:
        rows = jobs.listed(work.session, wanted["states"], wanted["limit"] + 1, wanted["after"])
    return page(rows, wanted["limit"], key_of)


@blueprint.post("/<job_id>/result")
@may_come("administrator")
@blueprint.doc(**KEYED)
@blueprint.arguments(ResultGiven)
@blueprint.response(200, JobView)
def result(sent: dict[str, Any], job_id: str) -> Any:
    """Give a result by hand: 404 unknown, 409 nobody waits for it, 422 the job brings other."""
    given = sent["result"], sent["reason"]
    with look(signed_in()) as work:
        number = jobs.get(work.session, job_id).case_number
    return done(JOB, lambda work: (finishing.give(work, job_id, *given), 200), case=number)
