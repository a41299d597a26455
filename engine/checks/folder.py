"""The files that are checked together, each read once."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from engine import documents
from engine.checks import xml
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule, Spot
from engine.checks.known import Known
from engine.checks.members import Members
from engine.checks.refusals import lines_by_id, refused
from engine.errors import Invalid, Told
from engine.feel.decisions import Decision, DecisionModel
from engine.forms import Form
from engine.unreadable import why

FORM = Rule("engine.form_unreadable", "", "correct the form in the form editor")
DECISION = Rule("engine.decision_unreadable", "", "correct the table in the decision editor")
NO_DIAGRAM = Rule(
    "structure.no_diagram", "there is no diagram", "add process.bpmn, the diagram that runs"
)
SECOND_DIAGRAM = Rule(
    "structure.second_diagram", "a process has one diagram", "publish the other one by itself"
)
STRANGE_FILE = Rule(
    "xml.strange_file",
    "nothing reads this file",
    "a process consists of process.bpmn, *.dmn, *.form and stories.toml",
    severity="warning",
)
NO_STORIES = Rule(
    "business.stories_missing",
    "the process does not tell what it promises",
    "add stories.toml with at least one story",
)
STORIES = Rule(
    "business.stories_unreadable",
    "stories.toml can not be read: %(why)s",
    "correct it; every story begins with [[story]]",
)
NOT_READ = frozenset({"README.md"})


@dataclass
class Folder:
    """What could be read of the files, and what could not.

    :param forms: by id, which is the name of the file without its ending; ``None`` where it
        could not be read.
    :param form_files: the names of their files as given.
    :param members: where in those files things stand.
    :param decisions: the decisions that could be read, by id.
    :param tables: the files of decisions that could be read.
    :param unread_tables: whether there may be others.
    """

    known: Known
    diagrams: list[Diagram] = field(default_factory=list)
    forms: dict[str, Form | None] = field(default_factory=dict)
    form_files: dict[str, str] = field(default_factory=dict)
    members: dict[str, Members] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    tables: list[tuple[Element, DecisionModel]] = field(default_factory=list)
    unread_tables: bool = False
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def read(cls, files: Mapping[str, bytes], known: Known) -> "Folder":
        """Read every file as what its name says it is."""
        folder = cls(known)
        readers = {".bpmn": folder._diagram, ".dmn": folder._table, ".form": folder._form}
        for name, raw in sorted(files.items()):
            path = PurePosixPath(name)
            if path.name == "stories.toml":
                folder.findings += _stories(name, raw)
            elif path.suffix in readers:
                readers[path.suffix](name, raw)
            elif path.name not in NOT_READ:
                folder.findings.append(STRANGE_FILE.at(Spot(name)))
        folder.findings += _missing(files, known)
        return folder

    def _diagram(self, name: str, raw: bytes) -> None:
        if (root := self._root(name, raw)) is not None:
            self.findings += xml.findings(root)
            if xml.is_bpmn(root):
                self.diagrams.append(Diagram(root))

    def _table(self, name: str, raw: bytes) -> None:
        self.unread_tables = True
        if (root := self._root(name, raw)) is not None:
            try:
                model = DecisionModel.read(raw, name)
                self.decisions |= model.decisions
                self.tables.append((root, model))
                self.unread_tables = False
            except Invalid as refusal:
                self.findings += refused(DECISION, name, refusal, lines_by_id(root))

    def _root(self, name: str, raw: bytes) -> Element | None:
        try:
            return Element(name, documents.read(raw, name))
        except documents.Unsound as refusal:
            self.findings.append(xml.unsound(name, refusal))
            return None

    def _form(self, name: str, raw: bytes) -> None:
        form_id = PurePosixPath(name).stem
        self.forms[form_id], self.form_files[form_id] = None, name
        self.members[form_id] = Members(raw)
        try:
            self.forms[form_id] = Form.read(raw, name)
        except Invalid as refusal:
            self.findings += refused(FORM, name, refusal, self.members[form_id].line)


def diagrams(files: Mapping[str, bytes]) -> Iterator[Diagram]:
    """Yield the diagrams among some files that can be read; nothing is told of the others."""
    for name, raw in sorted(files.items()):
        if PurePosixPath(name).suffix == ".bpmn":
            with suppress(documents.Unsound):
                yield Diagram(Element(name, documents.read(raw, name)))


def _stories(name: str, raw: bytes) -> Iterator[Finding]:
    try:
        told = tomllib.loads(raw.decode("utf-8")).get("story")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        yield STORIES.at(Spot(name), why=why(error))
        return
    if not isinstance(told, list) or not told:
        yield STORIES.at(Spot(name), why=Told("it tells no story"))


def _missing(files: Mapping[str, bytes], known: Known) -> Iterator[Finding]:
    names = [PurePosixPath(name) for name in sorted(files)]
    diagrams = [str(name) for name in names if name.suffix == ".bpmn"]
    for another in diagrams[1:]:
        if known.complete:
            yield SECOND_DIAGRAM.at(Spot(another))
    if known.complete and not diagrams:
        yield NO_DIAGRAM.at(Spot("process.bpmn"))
    if known.complete and "stories.toml" not in {name.name for name in names}:
        yield NO_STORIES.at(Spot("stories.toml"))
