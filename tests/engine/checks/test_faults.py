"""One change of the sound process gives exactly the findings it must give, and no other."""

import importlib
import pkgutil
import tomllib
from pathlib import Path

import pytest

from engine import checks
from engine.checks import Rule
from tests.engine.checks.examples import changed, told

HERE = Path(__file__).parent
FAULTS = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.mark.parametrize(
    "fault", FAULTS, ids=[f"{each['rule']}-{each['place']}" for each in FAULTS]
)
def test_one_fault_gives_exactly_its_finding(fault):
    expected = [(fault["rule"], fault["place"]), *map(tuple, fault.get("also", []))]

    files = changed(
        fault["old"], fault["new"], fault.get("file", "process.bpmn"), fault.get("of", "sound")
    )

    assert sorted(told(files)) == sorted(expected)


def rules_in(package):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        values = vars(importlib.import_module(module.name)).values()
        yield from (value for value in values if isinstance(value, Rule))


def test_every_rule_is_broken_by_some_test():
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.iterdir() if path.is_file())

    assert {
        rule.id for rule in rules_in(checks) if f'{rule.id}"' not in tests.replace("'", '"')
    } == set()


def test_a_rule_has_one_id():
    ids = {rule: rule.id for rule in rules_in(checks)}

    assert len(set(ids.values())) == len(ids)
