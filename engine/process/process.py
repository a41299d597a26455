"""One version of a process: diagram, decisions and forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from engine import spiff
from engine.errors import Fault, Invalid
from engine.feel.decisions import DecisionModel
from engine.forms import Form
from engine.people import APPLICANT
from engine.process.files import DIAGRAM, digest_of
from engine.process.shelf import Shelf
from engine.spiff import Call, Step

KEPT = 64
"""So many versions stay read; the least recently used is read again when it is needed."""


@dataclass(frozen=True, eq=False)
class Process:
    """One version, shared by all its runs and never changed.

    :param digest: the same files have the same digest.
    :param files: names without folders, and what is in them.
    :param decisions: the models of its decision tables, by decision id.
    """

    key: str
    name: str
    digest: str
    files: Mapping[str, bytes] = field(repr=False)
    forms: Mapping[str, Form] = field(repr=False)
    decisions: Mapping[str, DecisionModel] = field(repr=False)
    definition: spiff.Definition = field(repr=False)

    @classmethod
    def read(cls, files: Mapping[str, bytes]) -> "Process":
        """Read the files of a process, or return what was read of the same files before.

        :param files: ``process.bpmn`` and any ``*.dmn``, ``*.form`` and ``stories.toml``.
        :raises Invalid: something cannot be read; the faults say where.
        """
        digest = digest_of(files)
        return _read.find(digest) or _read.keep(cls._fresh(dict(files), digest))

    @classmethod
    def known(cls, digest: str) -> "Process | None":
        """Return a version that is in memory, so that its files need not be fetched."""
        return _read.find(digest)

    @classmethod
    def _fresh(cls, files: dict[str, bytes], digest: str) -> Self:
        faults: list[Fault] = []
        forms: dict[str, Form] = {}
        decisions: dict[str, DecisionModel] = {}
        for name, raw in sorted(files.items()):
            try:
                if name.endswith(".form"):
                    form = Form.read(raw, name)
                    forms[form.id] = form
                elif name.endswith(".dmn"):
                    model = DecisionModel.read(raw, name)
                    decisions.update(dict.fromkeys(model.decisions, model))
            except Invalid as error:
                faults += _in_file(name, error)
        definition = _diagram(files, decisions, digest, faults)
        return cls(definition.key, definition.name, digest, files, forms, decisions, definition)

    @property
    def steps(self) -> Mapping[str, Step]:
        """The elements of the diagram by id."""
        return self.definition.steps

    @property
    def calls(self) -> tuple[Call, ...]:
        """The processes it calls."""
        return self.definition.calls

    @property
    def start(self) -> Step:
        """The start event."""
        return self.definition.start

    @property
    def start_form(self) -> Form | None:
        """The form of the application (decision 20)."""
        return self.form_of(self.start.id)

    def waits_after_outage(self, step: str) -> bool:
        """Whether the passing of a timer, or of a declared silence, is a person's decision then.

        Source: docs/decisions/0121-after-an-outage-rights-wait.md.
        """
        found = self.steps.get(step)
        said = found.settings.get("after_outage") if found is not None else None
        return said == "hold" or (said is None and not self.definition.leaves_running(step))

    def corrects(self, role: str, form: str | None) -> bool:
        """Whether a task asks the applicant for the application again, to be a new version."""
        return role == APPLICANT and form is not None and form == self.definition.start.form

    def form_of(self, step: str) -> Form | None:
        """Return the form of a step, if it has one."""
        form = self.steps[step].form
        return self.forms.get(form) if form else None


def _in_file(name: str, error: Invalid) -> list[Fault]:
    """Return the faults of a file, each with the file it is in."""
    if not error.faults:
        return [Fault(name, error.code, error.message, error.params)]
    return [
        fault if fault.place.startswith(name) else replace(fault, place=f"{name}:{fault.place}")
        for fault in error.faults
    ]


def _diagram(
    files: Mapping[str, bytes],
    decisions: Mapping[str, DecisionModel],
    digest: str,
    faults: list[Fault],
) -> spiff.Definition:
    """Read the diagram, and tell its faults together with those of the other files."""
    try:
        if DIAGRAM not in files:
            message = "A process needs a file “%(file)s”."
            faults.append(Fault(DIAGRAM, "process.no_diagram", message, {"file": DIAGRAM}))
        else:
            definition = spiff.read_definition(files[DIAGRAM], DIAGRAM, decisions, digest)
    except Invalid as error:
        faults += error.faults
    if faults:
        raise Invalid("process.unreadable", "The process cannot be read.", faults)
    return definition


_read: Shelf[Process] = Shelf(KEPT)
