"""How other engines say things, and how this one says the same."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from engine.checks.findings import said

OPEN = "…"
"""Stands where only the designer knows what to write."""
COMPUTED = re.compile(r"[$#]\{")
NAME = re.compile(r"[$#]\{\s*(\w+)\s*\}|(\w+)")


@dataclass(frozen=True)
class Answer:
    """What to write instead.

    :param hint: with the places ``value`` and ``beside``, where the file's own words go.
    :param read: how those of the value are found: ``plain``, ``form`` or ``name``.
    """

    hint: str
    read: str = "plain"


def plain(text: str) -> str:
    """Return a text as it stands in an attribute; one that another engine computes stays open.

    >>> plain("fire & rescue"), plain("${initiator}")
    ('fire &amp; rescue', '…')
    """
    text = text.strip()
    return OPEN if not text or COMPUTED.search(text) else escape(text, {'"': "&quot;"})


def form_of(text: str) -> str:
    """Return the id of a form from how another engine names its file.

    >>> form_of("embedded:app:forms/intake.html"), form_of("camunda-forms:bpmn:intake.form")
    ('intake', 'intake')
    """
    found = plain(text)
    return found if found == OPEN else PurePosixPath(found.rpartition(":")[2]).stem


def name_of(text: str) -> str:
    """Return the name of a value that another engine reads, as one.

    >>> name_of("${departments}"), name_of("departments"), name_of("${a.b()}")
    ('departments', 'departments', '…')
    """
    found = NAME.fullmatch(text.strip())
    return next(filter(None, found.groups())) if found else OPEN


READ: Mapping[str, Callable[[str], str]] = {"plain": plain, "form": form_of, "name": name_of}

GROUP = Answer(said('write <zeebe:assignmentDefinition candidateGroups="%(value)s"/>'))
GROUPS = Answer(said('write <zeebe:assignmentDefinition candidateGroups="department/role"/>'))
FORM = Answer(said('write <zeebe:formDefinition formId="%(value)s"/>'), "form")
FORM_FILE = Answer(said('write <zeebe:formDefinition formId="…"/> and a .form file'))
JOB = Answer(said('write <zeebe:taskDefinition type="…"/> with a registered job'))
TOPIC = Answer(said('write <zeebe:taskDefinition type="%(value)s"/>, if it is a registered job'))
SETTING = Answer(said("write <zeebe:properties> with zeebe:property"))
PROPERTY = Answer(
    said('write in <zeebe:properties>: <zeebe:property name="%(beside)s" value="%(value)s"/>')
)
LOOP = Answer(
    said(
        'write <zeebe:loopCharacteristics inputCollection="=%(value)s" inputElement="%(beside)s"/>'
    ),
    "name",
)
ITEM = Answer(
    said(
        'write <zeebe:loopCharacteristics inputCollection="=%(beside)s" inputElement="%(value)s"/>'
    )
)
DECISION = Answer(
    said('write <zeebe:calledDecision decisionId="%(value)s" resultVariable="%(beside)s"/>')
)
RESULT = Answer(
    said('write <zeebe:calledDecision decisionId="%(beside)s" resultVariable="%(value)s"/>')
)
INPUT = Answer(
    said('write in <zeebe:ioMapping>: <zeebe:input source="=%(value)s" target="%(beside)s"/>'),
    "name",
)
OUTPUT = Answer(
    said('write in <zeebe:ioMapping>: <zeebe:output source="=%(value)s" target="%(beside)s"/>'),
    "name",
)
MAPPING = Answer(said("write <zeebe:ioMapping> with a zeebe:input for each value"))
RETRIES = Answer(said('write the number of tries: <zeebe:taskDefinition type="…" retries="3"/>'))
BINDING = Answer(
    said('write bindingType="latest" or bindingType="deployment" on zeebe:calledElement')
)
SCRIPT = Answer(said("delete it: scripts from files are never run"))
LIMIT = Answer(said('write the setting limit: <zeebe:property name="limit" value="5"/>'))

PARTNERS: Mapping[str, str] = {
    "decisionRef": "resultVariable",
    "resultVariable": "decisionRef",
    "collection": "elementVariable",
    "elementVariable": "collection",
}
"""Attributes that are said together here."""


def _all(answer: Answer, names: str) -> dict[str, Answer]:
    return dict.fromkeys(names.split(), answer)


IN_CAMUNDA_7: Mapping[str, Answer] = {
    **_all(GROUP, "candidateGroups"),
    **_all(GROUPS, "assignee candidateUsers"),
    **_all(FORM, "formKey formRef"),
    **_all(FORM_FILE, "formRefBinding formData formField"),
    **_all(JOB, "class expression delegateExpression type connector field"),
    **_all(TOPIC, "topic"),
    **_all(SETTING, "properties"),
    **_all(PROPERTY, "property"),
    **_all(LOOP, "collection"),
    **_all(ITEM, "elementVariable"),
    **_all(DECISION, "decisionRef"),
    **_all(RESULT, "resultVariable"),
    **_all(INPUT, "in"),
    **_all(OUTPUT, "out"),
    **_all(MAPPING, "inputOutput"),
    **_all(RETRIES, "failedJobRetryTimeCycle"),
    **_all(BINDING, "calledElementBinding"),
    **_all(SCRIPT, "executionListener taskListener script resource"),
    **_all(LIMIT, "dueDate followUpDate"),
}
IN_SPIFF: Mapping[str, Answer] = {
    **_all(SCRIPT, "preScript postScript unitTests"),
    **_all(DECISION, "calledDecisionId"),
    **_all(JOB, "serviceTaskOperator"),
    **_all(SETTING, "properties"),
    **_all(PROPERTY, "property"),
    **_all(FORM, "formJsonSchemaFilename"),
}
