"""Thirty independent faults of all layers in one file: each is told, and nothing sound."""

from pathlib import Path

from engine.checks import check
from tests.engine.checks.examples import OFFICE

THIRTY = {path.name: path.read_bytes() for path in (Path(__file__).parent / "thirty").iterdir()}
TOLD = [
    ("business.lane_role", "decide"),
    ("business.lane_role", "stamp"),
    ("business.no_limit", "stamp"),
    ("business.no_outcome", "stopped"),
    ("business.setting_value", "lively"),
    ("engine.camunda7", "granted"),
    ("engine.condition_missing", "becomes_dear"),
    ("engine.escalation_code", "warned"),
    ("engine.header_twice", "remind"),
    ("engine.job_retries", "remind"),
    ("engine.mapping_mark", "remind"),
    ("engine.mapping_twice", "appraise"),
    ("engine.message_key", "answer"),
    ("engine.message_lives", "ask"),
    ("engine.no_called_process", "appraise"),
    ("engine.no_job", "ask"),
    ("engine.script", "dear_end"),
    ("engine.signal_name", "bell"),
    ("engine.signal_not_heard", "rung"),
    ("engine.spiffworkflow", "accepted"),
    ("engine.start_cause", "submitted"),
    ("engine.start_cause_missing", "more_came"),
    ("engine.unfit_value", "remind"),
    ("structure.event_subprocess", "more"),
    ("structure.foreign_default", "decide"),
    ("structure.link_not_caught", "jump"),
    ("structure.link_without_name", "landed"),
    ("structure.loop_without_end", "decide"),
    ("structure.multi_counted_twice", "remind"),
    ("structure.repeated_twice", "remind"),
    ("xml.foreign_name", "withdrawn"),
    ("xml.ignored_extension", "stamp"),
    ("xml.missing_reference", "answered"),
    ("xml.name_too_long", "decide"),
    ("xml.no_drawing", "definitions"),
]
"""Rules and elements; some faults make something else wrong, too."""


def test_each_of_thirty_faults_names_its_element_and_nothing_sound_is_named():
    findings = check(THIRTY, known=OFFICE)

    assert sorted((each.rule, each.element) for each in findings) == TOLD
    assert [each.line for each in findings] == sorted(each.line for each in findings)
