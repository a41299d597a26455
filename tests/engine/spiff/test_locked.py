"""No way leads from a file to Python, also not after a load."""

import pytest

from engine.errors import Broken
from tests.engine.drawing import Drawing

EVIL = "__import__('os').system('true')"


@pytest.fixture
def engines(start):
    run = start(Drawing().start().user("ask").end().flow("start", "ask", "end").process())
    return [run.lively.workflow.script_engine, run.loaded.workflow.script_engine]


@pytest.mark.parametrize("way", ["evaluate", "execute", "call_service"])
def test_spiffworkflow_can_evaluate_nothing_before_and_after_a_load(engines, way):
    for engine in engines:
        with pytest.raises(Broken, match="Scripts from files are never run"):
            getattr(engine.environment, way)(EVIL, {})
