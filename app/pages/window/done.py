"""What a clerk is told of a task that is done: with what there is to print for the applicant."""

from flask import flash, url_for
from flask_babel import gettext
from markupsafe import Markup

from app.pages.showing import labelled
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task


def tell(task: Task, case: Case) -> None:
    """Tell that a task is done, and lead to the papers while the applicant may stand there."""
    name = labelled(task, "name")
    said = gettext("“%(task)s” of %(case)s is done.", task=name, case=case.number)
    papers = url_for("pages.papers.together", number=case.number)
    link = Markup('<a href="{}">{}</a>').format(papers, gettext("Print all papers"))
    flash(Markup("{} {}").format(said, link), "success")
