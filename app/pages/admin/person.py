"""One person: posts with their days, a new first password, leaving the office."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.pages import posted
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.pages.admin.places import place
from app.pages.showing import labelled
from app.pages.staff.naming import names
from app.permissions import may_come
from app.shapes.case.seen import seen_tasks
from app.signin import signed_in
from app.storage.desk import holders
from app.storage.office import departments, people
from app.unit_of_work import look, unit_of_work
from app.usecases.office import staffing
from app.usecases.tasks import claiming
from engine.errors import Fault, Invalid

PERSON = "/admin/people/<int(max=2147483647):person_id>"


@blueprint.get(PERSON)
@may_come(ADMINISTRATOR)
def person(person_id: int) -> ResponseReturnValue:
    """Show one person: 404 unknown."""
    return page(person_id)


@blueprint.post(f"{PERSON}/posts")
@may_come(ADMINISTRATOR)
def add_post(person_id: int) -> ResponseReturnValue:
    """Give a post: 409 the person has left, 422 with everything that is wrong."""
    try:
        with unit_of_work(signed_in()) as work:
            staffing.add_post(work, person_id, place(work.today))
    except Invalid as refusal:
        return page(person_id, refusal.faults), 422
    flash(gettext("The post is given."), "success")
    return redirect(url_for("pages.admin.person", person_id=person_id))


@blueprint.post(f"{PERSON}/posts/<int(max=2147483647):post_id>/end")
@may_come(ADMINISTRATOR)
def end_post(person_id: int, post_id: int) -> ResponseReturnValue:
    """End a post with today: 404 unknown, 409 one's own administration."""
    with unit_of_work(signed_in()) as work:
        staffing.end_post(work, person_id, post_id)
    flash(gettext("The post ends with today."), "success")
    return redirect(url_for("pages.admin.person", person_id=person_id))


@blueprint.post(f"{PERSON}/password")
@may_come(ADMINISTRATOR)
def new_password(person_id: int) -> ResponseReturnValue:
    """Give a new first password and show it, once: 409 the person has left."""
    with unit_of_work(signed_in()) as work:
        password = staffing.new_password(work, person_id)
    return page(person_id, password=password)


@blueprint.post(f"{PERSON}/leave")
@may_come(ADMINISTRATOR)
def leave(person_id: int) -> ResponseReturnValue:
    """Let somebody leave the office: 409 left already, or oneself."""
    with unit_of_work(signed_in()) as work:
        name = staffing.leave(work, person_id).name
    flash(
        gettext("%(name)s has left; what they held waits for their groups.", name=name), "success"
    )
    return redirect(url_for("pages.admin.person", person_id=person_id))


@blueprint.post(f"{PERSON}/tasks/<task_id>/free")
@may_come(ADMINISTRATOR)
def free_task(person_id: int, task_id: str) -> ResponseReturnValue:
    """Take a task from somebody who is away: 404 unknown, 409 changed meanwhile, 422 no reason."""
    try:
        with deed(signed_in(), task=task_id) as work:
            task = claiming.free(work, task_id, posted.text("reason"), posted.revision())
    except Invalid as refusal:
        return page(person_id, [Fault("", refusal.code, refusal.message)]), 422
    flash(gettext("“%(task)s” can be claimed again.", task=labelled(task, "name")), "success")
    return redirect(url_for("pages.admin.person", person_id=person_id))


def page(person_id: int, faults: Sequence[Fault] = (), password: str | None = None) -> str:
    """Return the page of a person.

    :param password: a new one, shown only on this page.
    :raises NotFound: there is no such person.
    """
    with look(signed_in()) as work:
        found, office = people.get(work.session, person_id), names(work)
        posts = [
            {
                "post": post,
                "words": office.group(post.department, post.role),
                "held": found.active and (post.to_on is None or post.to_on > work.today),
            }
            for post in found.posts
        ]
        return render_template(
            "admin/person.html",
            person=found,
            posts=posts,
            departments=[row for row in departments.departments(work.session) if row.active],
            roles=departments.roles(work.session),
            faults=faults,
            sent=request.form if faults else {},
            today=work.today,
            held=seen_tasks(work, holders.held_by(work.session, person_id)),
            password=password,
        )
