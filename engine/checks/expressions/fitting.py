"""Every expression gives what is needed where it stands."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.expressions.nulls import always_null
from engine.checks.expressions.places import NEEDED, TIMES, Said, expressions
from engine.checks.expressions.surroundings import Surroundings
from engine.checks.findings import Finding, Rule
from engine.checks.folder import Folder
from engine.checks.kinds.inferring import Inferring
from engine.checks.kinds.kinds import Kind

UNFIT = Rule(
    "engine.unfit_value",
    "it gives a %(kind)s; here only a %(needed)s makes sense",
    "write an expression that gives a %(needed)s",
)


def unfit_values(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the expressions whose parts do not go together, or that give something else."""
    names = Surroundings(diagram, folder).names
    for said in expressions(diagram):
        yield from _unfit(said, names)


def _unfit(said: Said, names: dict[str, Kind]) -> Iterator[Finding]:
    if said.expression is None:
        return
    inferring = Inferring()
    kind = inferring.kind(said.expression.tree, names)
    yield from (misfit.at(said.place) for misfit in inferring.misfits)
    if not inferring.misfits and said.use not in TIMES:
        yield from always_null(said.place, said.expression)
    needed = NEEDED.get(said.use)
    if needed and kind.known and kind.name not in needed:
        yield UNFIT.at(said.place, kind=kind.name, needed=needed[0])
