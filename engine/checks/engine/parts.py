"""Forms, decisions and jobs that a diagram names exist."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding, Rule, Spot
from engine.checks.folder import Folder

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
JOB_MISSING = Rule("engine.job_missing", "nobody does the job %(job)s", "choose one of: %(jobs)s")


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
    for step in diagram.of("serviceTask"):
        given = step.extension("taskDefinition")
        if given is None:
            yield NO_JOB.at(step)
        elif jobs is not None and given.get("type") and given.get("type") not in jobs:
            yield JOB_MISSING.at(given, job=given.get("type"), jobs=", ".join(sorted(jobs)))
