"""Fixtures of the pages: browsers of applicants and of the desk, cases at known points."""

import pytest

from tests.web.pages.browsing import Browser, link, number_and_code

CHECKED = {"answers.identity_checked": "true"}
MATERIALS = (
    "application_form",
    "articles",
    "shareholder_ids",
    "officer_documents",
    "premises_proof",
    "name_approval",
    "power_of_attorney",
)


@pytest.fixture
def visitor(served):
    """Somebody's browser, nobody signed in."""
    return Browser(served)


@pytest.fixture
def clerk(served):
    """The browser of a clerk of the window."""
    return Browser(served, "zhouwenjing")


@pytest.fixture
def party(visitor):
    """The browser of an applicant who has just handed in; with ``number`` and ``code``."""
    visitor.hand_in()
    visitor.number, visitor.code = number_and_code(visitor.get("/submitted"))
    return visitor


@pytest.fixture
def check_path(clerk, party):
    """The page on which the window checks what the party handed in."""
    return link(clerk.get("/desk"), "/desk/tasks/")


@pytest.fixture
def decide(clerk, check_path):
    """Answers the check of the materials: ``decide(outcome="accept")``, all found complete."""

    def send(**fields):
        clerk.get(check_path)
        verdicts = {f"verdicts.{code}": "complete" for code in MATERIALS}
        given = {name.replace("__", "."): value for name, value in fields.items()}
        return clerk.send(check_path, CHECKED | verdicts | given)

    return send


@pytest.fixture
def corrected_once(party, decide):
    """The browser of a party that was told once what to correct."""
    decide(
        answers__outcome="correct",
        verdicts__articles="wrong",
        notes__articles="全体股东签名不全，请补签。",
    )
    return party
