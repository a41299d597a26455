"""Forms, decisions and jobs that a diagram names exist."""

import re
from collections.abc import Iterator, Mapping

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule, Spot, listed
from engine.checks.folder import Folder
from engine.checks.known import Takes

NO_FORM = Rule(
    "engine.no_form",
    "the task has no form: nobody can answer it",
    'add <zeebe:formDefinition formId="…"/>',
)
FORM_MISSING = Rule(
    "engine.form_missing",
    "the form %(form)s does not exist",
    "add %(form)s.form, or choose one that exists",
)
FORM_UNUSED = Rule(
    "engine.form_unused",
    "no step asks this form",
    "name it in a zeebe:formDefinition, or delete it",
    severity="warning",
)
NO_DECISION = Rule(
    "engine.no_decision",
    "the step does not say which decision it asks",
    'add <zeebe:calledDecision decisionId="…" resultVariable="…"/>',
)
DECISION_MISSING = Rule(
    "engine.decision_missing",
    "the decision %(decision)s does not exist",
    "add its .dmn file, or choose one that exists",
)
NO_JOB = Rule(
    "engine.no_job",
    "the step does not say which job it gives",
    'add <zeebe:taskDefinition type="…"/>',
)
TWO_SENDERS = Rule(
    "engine.two_senders",
    "the step sends a message and gives a job: which of them is meant?",
    "delete its message, or its zeebe:taskDefinition",
)
JOB_COMPUTED = Rule(
    "engine.computed_job",
    "which job is given can not be computed",
    "write the type of the job; where there are several, choose with a gateway",
)
JOB_MISSING = Rule("engine.job_missing", "nobody does the job %(job)s", "choose one of: %(jobs)s")
BAD_RETRIES = Rule(
    "engine.job_retries", "%(text)r is no number of tries", "write a whole number from 1 to 100"
)
HEADER_TWICE = Rule(
    "engine.header_twice", "the header %(key)s is given twice", "delete one of the two"
)

JOB_UNTOLD = Rule(
    "engine.job_untold", "the job %(job)s must be told %(name)s", "add it as a zeebe:%(kind)s"
)
JOB_STRANGE = Rule(
    "engine.job_strange", "the job %(job)s takes no %(name)s", "delete it; it takes: %(known)s"
)

RETRIES = re.compile(r"[1-9]\d?|100", re.ASCII)


def missing_forms(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield steps without a form they need, and forms without a step."""
    asked = set()
    for step in diagram.of("userTask", "startEvent"):
        definition = step.extension("formDefinition")
        form = definition.get("formId") if definition is not None else ""
        asked.add(form)
        if definition is None and step.kind == "userTask":
            yield NO_FORM.at(step)
        if form and form not in folder.forms:
            yield FORM_MISSING.softly(folder.known.complete).at(step, form=form)
    for form, file in folder.form_files.items():
        if folder.known.complete and form not in asked:
            yield FORM_UNUSED.at(Spot(file))


def missing_decisions(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield steps that ask a decision that is not there."""
    for step in diagram.of("businessRuleTask"):
        called = step.extension("calledDecision")
        decision = called.get("decisionId") if called is not None else ""
        if called is None:
            yield NO_DECISION.at(step)
        elif decision and decision not in folder.decisions and not folder.unread_tables:
            yield DECISION_MISSING.softly(folder.known.complete).at(step, decision=decision)


def missing_jobs(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield steps that give a job nobody does."""
    jobs = folder.known.jobs
    for step in diagram.of("serviceTask", "sendTask"):
        given = step.extension("taskDefinition")
        if step.get("messageRef"):
            if given is not None:
                yield TWO_SENDERS.at(step)
        elif given is None:
            yield NO_JOB.at(step)
        else:
            yield from _type(given, jobs)
        if given is not None and not RETRIES.fullmatch(given.get("retries") or "3"):
            yield BAD_RETRIES.at(given, text=given.get("retries"))
        if given is not None and jobs is not None:
            yield from _unfit(given, step, jobs.get(given.get("type"), Takes()))
        yield from _headers(step)


def _type(given: Element, jobs: Mapping[str, Takes] | None) -> Iterator[Finding]:
    job = given.get("type")
    if job.startswith("="):
        yield JOB_COMPUTED.at(given)
    elif jobs is not None and job and job not in jobs:
        yield JOB_MISSING.at(given, job=job, jobs=listed(jobs))


def _headers(step: Element) -> Iterator[Finding]:
    seen: set[str] = set()
    for header in step.headers():
        if (key := header.get("key")) in seen:
            yield HEADER_TWICE.at(header, key=key)
        seen.add(key)


def _unfit(given: Element, step: Element, takes: Takes) -> Iterator[Finding]:
    """Yield what a job must be told and is not, and what it would not understand."""
    job = given.get("type")
    headers = {each.get("key"): each for each in step.headers()}
    inputs = {each.get("target"): each for each in step.mappings("input")}
    for kind, told, known in (
        ("header", headers, takes.headers),
        ("input", inputs, takes.inputs),
    ):
        if known is None:
            continue
        for name in (name for name, needed in known.items() if needed and name not in told):
            yield JOB_UNTOLD.at(given, job=job, name=name, kind=kind)
        for name in (name for name in told if name not in known):
            yield JOB_STRANGE.at(told[name], job=job, name=name, known=listed(known) or "-")
