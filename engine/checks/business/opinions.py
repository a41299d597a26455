"""Departments choose among the opinions there are, and object with their reasons."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.questions import form_of
from engine.checks.findings import Finding, Rule, listed
from engine.checks.folder import Folder
from engine.forms import Form
from engine.rules.opinions import BASIS, BY_PEOPLE, REASON, Opinion

KINDS = Rule(
    "business.opinion_kinds",
    "the form offers %(value)r, which is no opinion",
    "one of: %(allowed)s",
)
NO_REASON = Rule(
    "business.opinion_without_reason",
    "a department may object, and the form does not ask why",
    "ask for its reason, with the key reason, and its legal basis, with the key legal_basis",
    severity="warning",
)
NEVER = Rule(
    "business.unreasoned_never",
    "the form requires the reason and the legal basis, so that an objection never lacks them",
    "let the form not require them, or delete the setting unreasoned",
    severity="warning",
)


def opinions(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the steps of departments whose forms ask for something else than their opinion.

    Source: decision 157; Administrative Licensing Law, Art. 38 (a refusal gives its reasons).
    """
    for task in diagram.of("userTask"):
        form = form_of(task, folder)
        if form is not None and "opinion" in task.settings():
            yield from _offered(task, form)


def _offered(task: Element, form: Form) -> Iterator[Finding]:
    field = form.field("opinion")
    offered = [option.value for option in field.options] if field is not None else []
    for value in offered:
        if value not in BY_PEOPLE:
            yield KINDS.at(task, value=value, allowed=listed(BY_PEOPLE))
    if Opinion.DISAGREE in offered and REASON not in form.keys:
        yield NO_REASON.at(task)
    needed = [one for one in form.fields if one.key in (REASON, BASIS)]
    if task.settings().get("unreasoned") == "agree" and all(one.required for one in needed):
        yield NEVER.at(task)
