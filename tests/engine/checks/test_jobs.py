"""A diagram tells a job what its type takes: everything it needs, and nothing it does not know."""

from dataclasses import replace

import pytest

from engine.checks import check
from engine.checks.known import Takes
from tests.engine.checks.examples import OFFICE
from tests.engine.drawing import Drawing, mapping

WHOLE = {"to": '="applicant"', "text": '="x"'}
STRANGE = '<zeebe:taskHeaders><zeebe:header key="colour" value="red"/></zeebe:taskHeaders>'


def told(extensions):
    drawn = Drawing("telling").start().job("tell", "notify", extensions).end("granted")
    found = check({"process.bpmn": drawn.flow("start", "tell", "granted").xml()}, known=OFFICE)
    return sorted(
        (each.rule, each.params["name"]) for each in found if each.rule.startswith("engine.job_")
    )


@pytest.mark.parametrize("inputs", [WHOLE, WHOLE | {"urgent": "=true"}])
def test_a_job_told_what_it_needs_is_sound(inputs):
    assert told(mapping(inputs)) == []


def test_what_a_job_needs_and_is_not_told_is_found():
    assert told("") == [("engine.job_untold", "text"), ("engine.job_untold", "to")]


def test_what_a_job_does_not_know_is_found():
    assert told(mapping(WHOLE | {"size": "=1"}) + STRANGE) == [
        ("engine.job_strange", "colour"),
        ("engine.job_strange", "size"),
    ]


READ = ("engine.kinds_compared", "engine.unknown_answer")


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("=ask.status = 200", []),
        ('=ask.body.state = "paid"', []),
        ('=ask.status = "ok"', ["engine.kinds_compared"]),
        ("=ask.answer = 1", ["engine.unknown_answer"]),
    ],
)
def test_what_a_job_brings_is_read_by_its_names_and_kinds(condition, found):
    drawn = Drawing("asking").start().job("ask", "post").gateway("exclusive", "which", "no")
    drawn.end("granted").end("refused").flow("start", "ask", "which")
    drawn.flow("which", "granted", when=condition).flow("which", "refused", id="no")
    brings = Takes(brings={"status": "number", "body": "context"})

    told = check({"process.bpmn": drawn.xml()}, known=replace(OFFICE, jobs={"post": brings}))

    assert [each.rule for each in told if each.rule in READ] == found
