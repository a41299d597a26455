"""Who is who, in the language of the page: departments, roles and people by their codes."""

from dataclasses import dataclass

from flask_babel import gettext

from app.pages.showing import labelled
from app.storage.office import departments, people
from app.usecases.work import Work
from engine.people import APPLICANT


@dataclass(frozen=True)
class Names:
    """The names of all departments and roles."""

    departments: dict[str, str]
    roles: dict[str, str]

    def department(self, code: str | None) -> str:
        """Return the name of a department; nothing for the whole centre."""
        return self.departments.get(code or "", code or "")

    def role(self, code: str) -> str:
        """Return the name of a role; the applicant has none."""
        return gettext("Applicant") if code == APPLICANT else self.roles.get(code, code)

    def group(self, department: str | None, role: str) -> str:
        """Return who is asked: the department with the role."""
        return " ".join(filter(None, (self.department(department), self.role(role))))

    def line(self, department: str | None, role: str | None) -> str:
        """Return who stands in a row of a board: a department, else a role of the centre."""
        return self.department(department) or self.role(role or "")


def names(work: Work) -> Names:
    """Return the names of the office."""
    return Names(
        {row.code: labelled(row, "name") for row in departments.departments(work.session)},
        {row.code: labelled(row, "name") for row in departments.roles(work.session)},
    )


def actor_name(work: Work, actor_id: str) -> str:
    """Return the name behind the id of an actor, as rows keep it."""
    kind, _, number = actor_id.partition(":")
    if kind == "person" and number.isdecimal():
        return people.get(work.session, int(number)).name
    return gettext("Applicant") if kind == APPLICANT else actor_id
