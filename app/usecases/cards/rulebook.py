"""The rules of cards in force: the shipped file, until the office has a version of its own."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

from sqlalchemy.orm import Session

from app.storage.supervision import card_rules
from engine.rules.card_reading import read_rules
from engine.rules.cards import NEARING, CardRule

FILE = Path(__file__).parents[2] / "office" / "cards.toml"


@dataclass(frozen=True)
class Rulebook:
    """All rules of one version; 0 is the shipped file."""

    version: int
    rules: tuple[CardRule, ...]
    _found: dict[tuple[str, str | None], list[CardRule]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def of_family(self, family: str) -> list[CardRule]:
        """Return the rules of a family that hold."""
        return [rule for rule in self.rules if rule.active and rule.family == family]

    def of_limit(self, kind: str, step: str | None) -> list[CardRule]:
        """Return the rules that look at the passing of a limit."""
        if (found := self._found.get((kind, step))) is None:
            found = [rule for rule in self.rules if rule.concerns(kind, step)]
            self._found[kind, step] = found
        return found

    @property
    def nearing(self) -> list[CardRule]:
        """The rules that warn before the promised limit passes."""
        return self.of_family(NEARING)

    @property
    def english(self) -> dict[str, str]:
        """The English names of rules by the name that stands on their cards."""
        return {rule.name: rule.name_en for rule in self.rules if rule.name_en}

    def get(self, code: str) -> CardRule | None:
        """Return a rule that holds, by its code."""
        return next((rule for rule in self.rules if rule.active and rule.code == code), None)


class Rulebooks:
    """Keeps the rules of the version in force read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._read = shipped()

    def get(self, session: Session, version: int) -> Rulebook:
        """Return the rules of this version, read at most once."""
        with self._lock:
            if self._read.version != version:
                self._read = _of_version(session, version)
            return self._read


@cache
def shipped() -> Rulebook:
    """Return the rules that come with the product.

    :raises Invalid: the file says what cannot hold.
    """
    return Rulebook(0, read_file(FILE.read_text(encoding="utf-8")))


def read_file(text: str) -> tuple[CardRule, ...]:
    """Return the rules a TOML file says.

    :raises Invalid: with everything that is wrong.
    :raises TOMLDecodeError: it is not TOML.
    """
    told = tomllib.loads(text).get("rules", [])
    rows: Sequence[object] = told if isinstance(told, list) else []
    return read_rules([row if isinstance(row, dict) else {} for row in rows])


def _of_version(session: Session, version: int) -> Rulebook:
    if version == 0:
        return shipped()
    return Rulebook(version, read_rules(card_rules.of_version(session, version).rules))
