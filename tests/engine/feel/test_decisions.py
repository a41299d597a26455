"""Decision models: reading them safely, and deciding what decisions require first."""

from datetime import UTC, date, datetime

import pytest

from engine.checks import check
from engine.errors import Invalid
from engine.feel.decisions import DecisionModel, decide
from tests.engine.feel.dmn import NAMESPACE, decision, literal, model, output, table, text

AT = datetime(2026, 3, 2, tzinfo=UTC)


def value(raw, decision_id, **scope):
    return DecisionModel.read(raw, "model.dmn").decide(decision_id, scope, AT)


def test_what_a_decision_requires_is_decided_first():
    scale = table("FIRST", ["seats"], [output("scale")], [("> 100", '"large"'), ("-", '"small"')])
    raw = model(
        decision(
            "limit", literal('if Scale of matter = "large" then 20 else 10'), "Scale_of_matter"
        ),
        decision("Scale of matter", scale),
    )

    assert value(raw, "limit", seats=200) == 20
    assert decide(raw, {"seats": 5}, AT) == {"limit": 10, "Scale of matter": "small"}


def test_one_wrong_decision_leaves_the_others_their_values():
    raw = model(
        decision("good", literal("1 / 4")),
        decision("bad", literal("foo(")),
        decision("hung", literal("bad + 1"), "bad"),
        decision("days", literal('@"2026-03-02" + @"P1D"')),
    )

    found = decide(raw, {}, AT)

    assert (found["good"], found["days"]) == (0.25, "2026-03-03")
    assert set(found["bad"]) == set(found["hung"]) == {"error"}


def test_dates_come_from_json_as_text():
    raw = model(
        '<inputData name="handed in"><variable name="handed in" typeRef="date"/></inputData>',
        decision("year", literal("handed in.year")),
    )

    assert decide(raw, {"handed in": "2026-03-02"}, AT) == {"year": 2026}
    assert decide(raw, {"handed in": "soon"}, AT) == {"year": None}
    assert value(raw, "year", **{"handed in": date(2026, 3, 2)}) == 2026


def test_a_decision_without_a_variable_is_known_by_its_name_and_its_id():
    """As Camunda reads what its editor writes (decision 217)."""
    season = decision("Season of year", literal('"spring"')).replace(
        'id="Season_of_year"', "id='s'"
    )
    bare = season.replace('<variable name="Season of year"/>', "")
    dish = decision("dish", literal('s = "spring" and Season of year = "spring"'), "s")

    assert value(model(bare, dish), "dish") is True
    assert value(model(season, dish), "dish") is False


def test_what_a_function_gives_has_the_type_its_variable_declares():
    """DMN 1.5, 7.3.3: the type of a function says what it gives."""
    types = (
        '<itemDefinition name="tCall"><functionItem outputTypeRef="string"/></itemDefinition>'
        '<businessKnowledgeModel id="b" name="b"><variable name="b" typeRef="tCall"/>'
        f"<encapsulatedLogic>{literal('5')}</encapsulatedLogic></businessKnowledgeModel>"
        '<decisionService id="s" name="s"><variable name="s" typeRef="tCall"/>'
        '<outputDecision href="#a"/></decisionService>'
    )
    calls = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{x}"/></knowledgeRequirement>'
        for x in "bs"
    )
    raw = model(types, decision("a", literal("5")), decision("c", calls + literal("[b(), s()]")))

    assert value(raw, "c") == [None, None]


def test_types_of_the_model_are_kept():
    types = (
        '<itemDefinition name="tScale"><typeRef>string</typeRef>'
        + text("allowedValues", '"large","small"')
        + '</itemDefinition><itemDefinition name="tScales" isCollection="true">'
        "<typeRef>tScale</typeRef></itemDefinition>"
    )
    raw = model(
        types,
        decision("one", literal('"large"'), type_="tScale"),
        decision("none", literal('"huge"'), type_="tScale"),
        decision("many", literal('"large"'), type_="tScales"),
        decision("asked", literal('["large"] instance of tScales')),
    )

    assert decide(raw, {}, AT) == {"one": "large", "none": None, "many": ["large"], "asked": True}


def test_a_constraint_is_asked_of_a_list_as_a_whole():
    constraint = text("typeConstraint", "count(?) < 3")
    raw = model(
        f'<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>{constraint}'
        "</itemDefinition>",
        decision("few", literal("[1, 2]"), type_="tFew"),
        decision("many", literal("[1, 2, 3]"), type_="tFew"),
    )

    assert decide(raw, {}, AT) == {"few": [1, 2], "many": None}


def test_other_models_are_not_imported_and_the_line_is_told():
    imported = '\n<import namespace="http://other" name="other" importType="DMN"/>'

    (finding,) = check({"m.dmn": model(imported, decision("a", literal("1")))})

    assert (finding.line, str(finding).count("http://other is not imported")) == (2, 1)


def test_business_knowledge_is_called_with_its_arguments():
    knowledge = (
        '<businessKnowledgeModel id="fee" name="fee of"><encapsulatedLogic>'
        f'<formalParameter name="seats"/>{literal("seats * 2")}'
        "</encapsulatedLogic></businessKnowledgeModel>"
    )
    needs = '<knowledgeRequirement><requiredKnowledge href="#fee"/></knowledgeRequirement>'
    call = (
        f'<invocation>{literal("fee of")}<binding><parameter name="seats"/>'
        f"{literal('3')}</binding></invocation>"
    )
    raw = model(
        knowledge,
        f'<decision id="a" name="a">{needs}{literal("fee of(4)")}</decision>',
        f'<decision id="b" name="b">{needs}{call}</decision>',
    )

    assert decide(raw, {}, AT) == {"a": 8, "b": 6}


@pytest.mark.parametrize("parameter", ["person.age", "days-used"])
def test_a_parameter_is_known_in_its_function_alone(parameter):
    """Source: DMN 1.5, 10.3.1.4: a name of several signs is read where it is in scope."""
    knowledge = (
        '<businessKnowledgeModel id="f" name="f"><encapsulatedLogic>'
        f'<formalParameter name="{parameter}"/>{literal(f"{parameter} * 2")}'
        "</encapsulatedLogic></businessKnowledgeModel>"
    )
    call = (
        f'<invocation>{literal("f")}<binding><parameter name="{parameter}"/>'
        f"{literal(parameter)}</binding></invocation>"
    )
    needs = '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>'
    raw = model(knowledge, decision("a", needs + call))

    assert decide(raw, {"person": {"age": 20}, "days": 27, "used": 7}, AT) == {"a": 40}


ENTRY = f'<contextEntry><variable name="days-used"/>{literal("1")}</contextEntry>'
COLUMN = '<column name="days-used"/>'
SEEN = "<itemDefinition name='t'><itemComponent name='{}'><typeRef>number</typeRef></itemComponent>"


@pytest.mark.parametrize(
    "elsewhere",
    [
        decision("o", f"<context>{ENTRY}</context>"),
        decision("o", table("FIRST", ["days"], [output("days-used")], [("-", "1")])),
        decision("o", f"<relation>{COLUMN}<row>{literal('1')}</row></relation>"),
        f"{SEEN.format('days - used')}</itemDefinition>",
        '<knowledgeSource id="k" name="days-used"/>',
    ],
)
def test_a_name_of_several_signs_is_one_only_where_it_is_given(elsewhere):
    """Source: DMN 1.5, 10.3.1.4 and 10.3.2.11."""
    raw = model(elsewhere, decision("d", literal("days - used")))

    assert decide(raw, {"days": 27, "used": 7}, AT)["d"] == 20


def test_the_parts_of_values_are_names_behind_a_dot_and_in_a_filter():
    result = f"<contextEntry>{literal('days-used + 1')}</contextEntry>"
    raw = model(
        f"{SEEN.format('days-used')}</itemDefinition>",
        decision("path", literal("one.days-used")),
        decision("filter", literal("all[days-used > 5].days-used")),
        decision("context", f"<context>{ENTRY}{result}</context>"),
    )
    given = {"one": {"days-used": 5}, "all": [{"days-used": 5}, {"days-used": 7}]}

    assert decide(raw, given, AT) == {"path": 5, "filter": [7], "context": 2}


def test_a_decision_service_decides_from_given_values():
    service = (
        '<decisionService id="s" name="limit of"><outputDecision href="#limit"/>'
        '<inputDecision href="#scale"/></decisionService>'
    )
    needs = '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>'
    called = 'limit of("large")'
    raw = model(
        service,
        decision("scale", literal('"small"')),
        decision("limit", literal('if scale = "large" then 20 else 10'), "scale"),
        f'<decision id="a" name="a">{needs}{literal(called)}</decision>',
    )

    assert decide(raw, {}, AT) == {"scale": "small", "limit": 10, "a": 20}


def test_what_a_decision_requires_has_to_be_in_the_file():
    with pytest.raises(Invalid) as refused:
        DecisionModel.read(model(decision("a", literal("1"), "b")), "model.dmn")

    assert [fault.code for fault in refused.value.faults] == ["decision.missing"]


def test_boxed_expressions_have_values():
    entry = "<contextEntry>{}{}</contextEntry>"
    context = entry.format('<variable name="a"/>', literal("2")) + entry.format(
        "", literal("a + 1")
    )
    row = f"<row>{literal('1')}{literal('2')}</row>"
    raw = model(
        decision("context", f"<context>{context}</context>"),
        decision("list", f"<list>{literal('1')}{literal('x')}</list>"),
        decision("relation", f'<relation><column name="a"/><column name="b"/>{row}</relation>'),
        decision(
            "branch",
            f"<conditional><if>{literal('x > 1')}</if><then>{literal('1')}</then>"
            f"<else>{literal('2')}</else></conditional>",
        ),
        decision(
            "loop",
            f'<for iteratorVariable="i"><in>{literal("[1, 2]")}</in>'
            f"<return>{literal('i * x')}</return></for>",
        ),
        decision(
            "filter",
            f"<filter><in>{literal('[1, 2, 3]')}</in><match>{literal('item > 1')}</match></filter>",
        ),
        decision(
            "some",
            f'<some iteratorVariable="i"><in>{literal("[1, 2]")}</in>'
            f"<satisfies>{literal('i > 1')}</satisfies></some>",
        ),
    )

    assert decide(raw, {"x": 5}, AT) == {
        "context": 3,
        "list": [1, 5],
        "relation": [{"a": 1, "b": 2}],
        "branch": 1,
        "loop": [5, 10],
        "filter": [2, 3],
        "some": True,
    }


def test_a_boxed_loop_knows_its_variable_and_what_it_gave_so_far():
    loop = (
        f'<for iteratorVariable="my i"><in>{literal("[1, 2, 3]")}</in>'
        f"<return>{literal('my i + count(partial)')}</return></for>"
    )
    every = (
        f'<every iteratorVariable="my i"><in>{literal("[1, 2]")}</in>'
        f"<satisfies>{literal('my i > 0')}</satisfies></every>"
    )
    raw = model(decision("loop", loop), decision("every", every))

    assert decide(raw, {}, AT) == {"loop": [1, 3, 5], "every": True}


def test_a_row_of_a_relation_fits_its_columns():
    heads = '<column name="a" typeRef="number"/><column name="b"/>'
    typed = f"<row>{literal(chr(34) + 'x' + chr(34))}{literal('1')}</row>"
    raw = model(decision("typed", f"<relation>{heads}{typed}</relation>"))
    ragged = model(decision("r", f"<relation>{heads}<row>{literal('1')}</row></relation>"))

    assert decide(raw, {}, AT) == {"typed": [{"a": None, "b": 1}]}
    with pytest.raises(Invalid, match="a row has 1 cells, and the relation 2 columns"):
        DecisionModel.read(ragged, "r.dmn")


def test_the_values_allowed_of_a_context_are_asked_too():
    """Source: DMN 1.5, 7.3.2 (allowedValues)."""
    part = '<itemComponent name="a"><typeRef>number</typeRef></itemComponent>'
    typed = f'<itemDefinition name="tBig">{part}{text("allowedValues", "?.a > 3")}</itemDefinition>'
    raw = model(
        typed,
        decision("small", literal("{a: 1}"), type_="tBig"),
        decision("big", literal("{a: 5}"), type_="tBig"),
    )

    assert decide(raw, {}, AT) == {"small": None, "big": {"a": 5}}


@pytest.mark.parametrize(
    ("policy", "names", "why"),
    [
        ("SUM", ["a"], "there is no hit policy SUM"),
        ("COLLECT+FIRST", ["a"], "there is no hit policy FIRST"),
        ("COLLECT+SUM", ["a", "b"], "SUM is taken of one output, and the table has 2"),
        ("FIRST", ["a", "a"], "each of several outputs has a name of its own"),
        ("FIRST", ["", "b"], "each of several outputs has a name of its own"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(policy, names, why):
    rules = [("-", *("1" for _ in names))]
    raw = model(decision("a", table(policy, ["x"], [output(name) for name in names], rules)))

    with pytest.raises(Invalid, match=why):
        DecisionModel.read(raw, "a.dmn")


@pytest.mark.parametrize("cells", [("-",), ("-", "1", "2")])
def test_a_rule_with_too_few_or_too_many_cells_is_told_with_its_line(cells):
    made = table("FIRST", ["x"], [output("a")], [("-", "1"), cells]).replace("<rule>", "\n<rule>")

    (fault,) = DecisionModel.read_leniently(model(decision("a", made)), "a.dmn").faults

    assert fault.params["line"] == 3
    assert str(fault) == f"rule 2 has {len(cells)} cells, and the table 2 columns"


@pytest.mark.parametrize("call", ['f("a")', "f([[1]])", 's("a")'])
def test_an_argument_that_does_not_conform_makes_the_result_null(call):
    given = '<inputData id="i" name="i"><variable name="i" typeRef="number"/></inputData>'
    function = (
        '<businessKnowledgeModel id="f" name="f"><encapsulatedLogic>'
        f'<formalParameter name="n" typeRef="number"/>{literal("n = null")}'
        "</encapsulatedLogic></businessKnowledgeModel>"
    )
    service = (
        '<decisionService id="s" name="s"><outputDecision href="#a"/>'
        '<inputData href="#i"/></decisionService>'
    )
    needs = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{one}"/></knowledgeRequirement>'
        for one in "fs"
    )
    asked = f'<decision id="b" name="b">{needs}{literal(call)}</decision>'
    raw = model(given, function, service, decision("a", literal("i = null")), asked)

    assert decide(raw, {}, AT)["b"] is None


@pytest.mark.parametrize(
    "logic",
    [
        f"<conditional><if>{literal('x')}</if><then>{literal('1')}</then>"
        f"<else>{literal('2')}</else></conditional>",
        f"<filter><in>{literal('[1]')}</in><match>{literal('x')}</match></filter>",
        f'<some iteratorVariable="i"><in>{literal("[1]")}</in>'
        f"<satisfies>{literal('x')}</satisfies></some>",
    ],
)
def test_a_box_that_asks_for_true_or_false_takes_nothing_else(logic):
    assert decide(model(decision("a", logic)), {"x": "true"}, AT) == {"a": None}
    assert decide(model(decision("a", logic)), {"x": True}, AT)["a"] in (1, [1], True)


def test_what_is_allowed_is_no_part_of_a_type():
    allowed = f"<itemDefinition name='tBig'><typeRef>number</typeRef>{text('allowedValues', '> 9')}"
    raw = model(f"{allowed}</itemDefinition>", decision("a", literal("5 instance of tBig")))

    assert decide(raw, {}, AT) == {"a": True}


@pytest.mark.parametrize("version", ["20151101/dmn.xsd", "20180521/MODEL/", "20230324/MODEL/"])
def test_every_version_of_the_standard_is_read(version):
    raw = model(decision("a", literal("1")), namespace=f"https://www.omg.org/spec/DMN/{version}")

    assert value(raw, "a") == 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file.not_xml"),
        (b"PK\x03\x04", "file.not_xml"),
        (b"\xff\xfe<", "file.not_utf8"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "file.not_utf8"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "file.doctype"),
        (b"<a>&x;</a>", "file.not_xml"),
        (b'<?xml-stylesheet href="x"?><a/>', "file.instruction"),
        (b"<a/>", "decision.not_dmn"),
        (b"<a>" * 5000, "file.not_xml"),
        (b" " * (2 * 1024 * 1024 + 1), "file.too_large"),
        (model(), "decision.unreadable"),
        (model('<decision id="a" name="a"/>'), "decision.unreadable"),
        (model(decision("a", literal("1")), decision("a", literal("2"))), "decision.unreadable"),
        (model(decision("a", "<functionDefinition kind='Java'/>")), "decision.unreadable"),
    ],
)
def test_a_file_that_is_no_sound_model_is_refused(raw, code):
    with pytest.raises(Invalid) as refused:
        DecisionModel.read(raw, "model.dmn")

    assert refused.value.code == code
    assert "model.dmn" in str(refused.value)


def test_other_languages_are_refused():
    other = '<literalExpression expressionLanguage="groovy"><text>1</text></literalExpression>'

    with pytest.raises(Invalid) as refused:
        DecisionModel.read(model(decision("a", other)), "model.dmn")

    assert [fault.code for fault in refused.value.faults] == ["decision.language"]


def test_a_character_of_no_language_is_refused_with_its_cell():
    raw = model(decision("a", table("FIRST", ["x"], [output("y")], [("消防（检查）", "1")])))

    with pytest.raises(Invalid) as refused:
        DecisionModel.read(raw, "model.dmn")

    assert "column 3 of 消防（检查）" in str(refused.value)


def test_decisions_that_require_each_other_are_refused():
    raw = model(decision("a", literal("b"), "b"), decision("b", literal("a"), "a"))

    with pytest.raises(Invalid) as refused:
        DecisionModel.read(raw, "model.dmn")

    assert refused.value.code == "decision.circle"


def test_an_unknown_decision_is_refused():
    with pytest.raises(Invalid) as refused:
        value(model(decision("a", literal("1"))), "b")

    assert refused.value.code == "decision.unknown"


def test_a_decision_that_works_without_end_is_refused():
    raw = model(decision("a", literal("every i in 1..1000000000 satisfies i > 0")))

    with pytest.raises(Invalid) as refused:
        value(raw, "a")

    assert refused.value.code == "decision.too_much"


def test_a_decision_sees_the_scope_of_its_run():
    assert value(model(decision("a", literal("item.days"))), "a", item={"days": 5}) == 5


def test_the_namespace_of_the_standard_is_needed():
    raw = model(decision("a", literal("1"))).replace(NAMESPACE.encode(), b"http://example.org/")

    with pytest.raises(Invalid):
        DecisionModel.read(raw, "model.dmn")
