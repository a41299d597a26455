"""Decisions read what the process, or their own file, gives them; nothing else."""

from engine.checks import check
from tests.engine.checks.examples import OFFICE, SOUND, changed, told

TABLE = "departments.dmn"
READ = "<text>application.square_metres</text>"
NEEDS = '<decision id="departments" name="Whom to ask">'
REQUIRING = (
    f'{NEEDS}<informationRequirement id="needs"><requiredDecision href="#charge"/>'
    '</informationRequirement><informationRequirement id="takes"><requiredInput href="#rate"/>'
    "</informationRequirement>"
)


def with_parts(reads, logic, inputs='<inputData id="rate" name="application"/>'):
    """Return the sound files, whose table reads this and requires a decision of this logic."""
    files = changed(READ, f"<text>{reads}</text>", TABLE)
    charge = f'<decision id="charge" name="basic fee">{logic}</decision>'
    text = files[TABLE].decode().replace(NEEDS, inputs + charge + REQUIRING)
    return {**files, TABLE: text.encode()}


def literal(text, name="sum"):
    return f'<literalExpression id="{name}"><text>{text}</text></literalExpression>'


def test_what_a_table_requires_and_takes_is_known():
    files = with_parts("basic fee", literal("2 * application.square_metres"))

    assert told(files) == []


def test_input_data_are_what_the_process_gives_and_nothing_else():
    given = '<inputData id="rate" name="aplication"/>'
    files = with_parts("basic fee", literal("2 * aplication.square_metres"), given)

    (finding,) = check(files, known=OFFICE)

    assert (finding.rule, finding.params["meant"]) == ("engine.unknown_name", "application")


def test_input_data_of_a_service_are_given_by_whoever_calls_it():
    given = '<inputData id="rate" name="hourly rate"/>'
    fee = f'<decision id="fee" name="fee">{literal("hourly rate * 2", "times")}</decision>'
    service = (
        '<decisionService id="s" name="fee of"><outputDecision href="#fee"/>'
        '<inputData href="#rate"/></decisionService>'
    )
    needs = '<knowledgeRequirement id="k"><requiredKnowledge href="#s"/></knowledgeRequirement>'
    files = with_parts("basic fee", needs + literal("fee of(5)"), given + fee + service)

    assert told(files) == []


def test_a_required_decision_is_read_as_well():
    files = with_parts("basic fee", literal("houry_rate * application.square_meters"))

    assert told(files) == [("engine.unknown_answer", "sum"), ("engine.unknown_name", "sum")]


def test_a_decision_does_not_know_itself():
    assert told(with_parts("basic fee", literal("basic fee + 1"))) == [
        ("engine.unknown_name", "sum")
    ]


def test_the_names_of_a_context_are_known_in_it():
    entry = f'<contextEntry><variable name="base"/>{literal("2", "two")}</contextEntry>'
    files = with_parts(
        "basic fee", f"<context>{entry}<contextEntry>{literal('base')}</contextEntry></context>"
    )

    assert told(files) == []


def test_the_rounds_of_a_loop_are_known_in_it():
    loop = (
        f'<for iteratorVariable="each"><in>{literal("[1, 2]", "all")}</in>'
        f"<return>{literal('each + count(partial)')}</return></for>"
    )

    assert told(with_parts("sum(basic fee)", loop)) == []


def test_a_table_nobody_asks_may_read_anything():
    other = SOUND[TABLE].replace(b'id="departments"', b'id="others"', 1)
    files = {**SOUND, "others.dmn": other.replace(b"application.", b"order.")}

    assert told(files) == []


def test_a_finding_in_a_table_stands_on_its_line_and_names_what_was_meant():
    (finding,) = check(changed("application.square", "aplication.square", TABLE), known=OFFICE)

    assert (finding.file, finding.line, finding.params["meant"]) == (TABLE, 5, "application")
