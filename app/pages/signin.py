"""The door for staff: in, out, and the language of the pages."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.i18n import LANGUAGES
from app.pages import sessions
from app.pages.staff.naming import names
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.signin import NOBODY, TOKEN, perhaps_signed_in
from app.storage.office import people
from app.unit_of_work import look, unit_of_work
from app.usecases.office import demonstrating
from app.usecases.people import entering
from app.usecases.people.entering import Entered
from app.usecases.work import Work
from engine.errors import Fault

blueprint = Blueprint("signin", __name__)

WRONG = Fault(
    "username",
    "signin.wrong",
    "The user name or the password is wrong. "
    "After five wrong passwords an account is locked for a quarter of an hour.",
)


@blueprint.get("/signin")
@may_come(ANYBODY)
def form() -> ResponseReturnValue:
    """Ask for name and password; who is in already goes on."""
    actor = perhaps_signed_in()
    if actor is not None and actor.case is None:
        return redirect(local(request.args.get("next")))
    return _page()


@blueprint.post("/signin")
@may_come(ANYBODY)
@limiter.limit(lambda: current_app.config["SIGNIN_LIMIT"])
def enter() -> ResponseReturnValue:
    """Let somebody in; what was wrong is not told apart."""
    username = request.form.get("username", "").strip()
    entered = _try(username, request.form.get("password", ""))
    if entered is None:
        return _page([WRONG]), 422
    if entered.person is not None and entered.person.must_change_password:
        return redirect(url_for("pages.signin.password"))
    return redirect(local(request.values.get("next")))


@blueprint.post("/signout")
@may_come(ANYBODY)
def out() -> ResponseReturnValue:
    """Close the sign-in and leave nothing of it in the browser: it may stand in a hall."""
    if token := session.get(TOKEN):
        with unit_of_work(NOBODY) as work:
            entering.sign_out(work, token)
    session.clear()
    answer = redirect(url_for("pages.start.home"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.post("/language")
@may_come(ANYBODY)
def language() -> ResponseReturnValue:
    """Change the language of the pages."""
    if (wanted := request.form.get("language")) in LANGUAGES:
        session[sessions.LANGUAGE] = wanted
    return redirect(local(request.form.get("next")))


def local(path: str | None) -> str:
    r"""Return a path of this office to go on to, the first page where another was asked for.

    >>> local("/desk?q=1"), local("//evil.example/"), local("https://evil.example")
    ('/desk?q=1', '/', '/')
    >>> local("/\\evil.example"), local(None), local("/\tevil")
    ('/', '/', '/')
    """
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return "/"
    if not path.isprintable() or urlsplit(path).netloc:
        return "/"
    return path.rstrip("?")


def _try(username: str, password: str) -> Entered | None:
    with look(NOBODY) as work:
        tried = entering.try_password(work, username, password)
    with unit_of_work(NOBODY) as work:
        entered = entering.sign_in(work, tried, "browser")
        if entered is not None:
            sessions.begin(work, entered.token)
        return entered


def _page(faults: list[Fault] | None = None) -> str:
    with look(NOBODY) as work:
        shown = _demo_accounts(work) if demonstrating.is_demo(work) else []
    return render_template(
        "signin.html",
        username=request.form.get("username", ""),
        next=request.args.get("next", ""),
        faults=faults or [],
        demo_accounts=shown,
    )


def _demo_accounts(work: Work) -> list[dict[str, str]]:
    office = names(work)
    return [
        {
            "username": person.username,
            "name": person.name,
            "what": gettext(", ").join(
                office.group(post.department, post.role) for post in person.posts
            ),
        }
        for person in people.everybody(work.session)
        if person.demo
    ]
