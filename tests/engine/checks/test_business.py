"""Layer four: the rules of the office and the law."""

from dataclasses import replace

import pytest

from engine.checks import Called, Item, Known, check, unkept
from engine.checks.business.table import SETTINGS
from tests.engine.checks.examples import OFFICE, SOUND, changed, drawn, line, node, task, told

END = node("endEvent", "granted")


@pytest.mark.parametrize("group", ["applicant", "examiner", "fire/approver", "=decide.who"])
def test_one_group_is_a_role_a_role_in_a_department_or_an_expression(group):
    files = changed("market_regulation/approver", group)

    business = {rule for rule, _ in told(files) if rule.startswith("business.")}
    assert not [rule for rule in business if not rule.endswith("_decides")]


def test_without_an_office_groups_are_only_read():
    files = changed("market_regulation/approver", "moon/astronaut")

    assert told(files, None) == []


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        (Item(promised_days=10, statutory_days=20), set()),
        (Item(promised_days=21, statutory_days=20), {"business.promise_too_long"}),
        (Item(promised_days=4, statutory_days=20), {"business.limits_over_promise"}),
        (Item(promised_days=5, statutory_days=20), set()),
    ],
)
def test_promises_keep_within_the_law_and_steps_within_the_promise(item, rules):
    findings = check(SOUND, known=replace(OFFICE, item=item))

    assert {each.rule for each in findings} == rules


def test_the_days_of_the_window_to_accept_are_none_of_the_promise():
    known = replace(OFFICE, item=Item(promised_days=5, statutory_days=20))

    assert told(changed('"limit" value="5"', '"limit" value="30"'), known) == []


@pytest.mark.parametrize(
    ("rule", "stories"),
    [
        ("business.stories_unreadable", b"[[story"),
        ("business.stories_unreadable", b"\xff"),
        ("business.stories_unreadable", b"story = 1"),
        ("business.stories_unreadable", b""),
    ],
)
def test_stories_can_be_read(rule, stories):
    assert told({**SOUND, "stories.toml": stories}) == [(rule, "")]


def test_a_process_without_stories_is_refused():
    files = {name: raw for name, raw in SOUND.items() if name != "stories.toml"}

    assert told(files) == [("business.stories_missing", "")]


def test_limits_one_after_the_other_are_added_up_and_those_side_by_side_are_not():
    files = changed('"limit" value="2"', '"limit" value="3"')
    files["process.bpmn"] = files["process.bpmn"].replace(
        b'"limit" value="5"', b'"limit" value="1"'
    )
    known = replace(OFFICE, item=Item(promised_days=5, statutory_days=20))

    assert told(files, known) == [("business.limits_over_promise", "shop_sign")]
    assert told(files, replace(OFFICE, item=Item(promised_days=6, statutory_days=20))) == []


def test_the_limits_of_published_steps_are_told_with_their_names_and_days_l3():
    (found,) = unkept(SOUND, Item(promised_days=4, statutory_days=20))

    assert (found.rule, found.params["promised"]) == ("business.limits_over_promise", 4)
    assert found.params["steps"] == "核 2、决定 3"
    assert unkept(SOUND, Item(promised_days=20, statutory_days=20)) == ()


@pytest.mark.parametrize(
    ("limit", "promised", "found"),
    [
        ("=workhours(21)", 2, [("business.limit_over_promise", "look")]),
        ("=workhours(22)", 3, [("business.limit_over_promise", "look")]),
        ("=workhours(21)", 3, [("business.limits_over_promise", "drawn")]),
        ("=workhours(21)", 4, []),
        ("=halfdays(2)", 1, [("business.limits_over_promise", "drawn")]),
        ("=halfdays(2)", 2, []),
        ("=naturaldays(14)", 10, [("business.limits_perhaps_over_promise", "drawn")]),
        ("=naturaldays(14)", 11, []),
        ("=months(1)", 21, [("business.limits_perhaps_over_promise", "drawn")]),
        ("=item.promised_days", 5, []),
    ],
)
def test_limits_in_other_units_take_their_share_of_the_promise_t2(limit, promised, found):
    first = task("look").replace('"limit" value="1"', f'"limit" value="{limit}"')
    files = drawn(first, task("agree"), END, line("start", "look", "agree", "granted"))
    item = Item(promised_days=promised, statutory_days=60, lead_department="roads")

    told_ = told(files, replace(OFFICE, item=item))

    assert [each for each in told_ if "promise" in each[0]] == found


def test_one_department_signs_for_the_case_as_a_whole():
    examining = task("look").replace("examiner", "fire/examiner")
    examining = examining.replace('name="limit" value="1"', 'name="sign" value="examine"')
    approving = task("agree").replace("examiner", "market_regulation/approver")
    approving = approving.replace('name="limit" value="1"', 'name="sign" value="approve"')
    files = drawn(examining, approving, END, line("start", "look", "agree", "granted"))

    assert ("business.several_leads", "agree") in told(files)


def test_the_ends_of_a_process_that_is_only_called_are_no_outcomes():
    given = '<bpmn:extensionElements><zeebe:properties><zeebe:property name="given" value="a"/>'
    given += "</zeebe:properties></bpmn:extensionElements>"
    steps = task("look"), node("endEvent", "done"), line("start", "look", "done")
    caller = Known(processes={"caller": Called(calls={"drawn"})}, complete=False)
    handled = replace(caller, item=Item(promised_days=10, statutory_days=20))

    assert told(drawn(given, *steps), None) == told(drawn(*steps), caller) == []
    assert told(drawn(*steps), None) == [("business.no_outcome", "done")]
    assert told(drawn(given, *steps), handled) == [("business.no_outcome", "done")]


def test_a_paper_handed_out_before_an_error_is_one_at_the_end_its_border_leads_to():
    paper = '<zeebe:properties><zeebe:property name="paper" value="REFUSAL_DECISION"/>'
    refuse = node(
        "intermediateThrowEvent",
        "refuse",
        f"<bpmn:extensionElements>{paper}</zeebe:properties></bpmn:extensionElements>",
    )
    failed = node("endEvent", "failed", '<bpmn:errorEventDefinition id="e" errorRef="no"/>')
    inside = node("startEvent", "in") + task("look") + refuse + failed
    body = node("subProcess", "body", inside + line("in", "look", "refuse", "failed"))
    catching = '<bpmn:errorEventDefinition id="c" errorRef="no"/>'
    border = node("boundaryEvent", "caught", catching, attachedToRef="body")
    parts = body, border, node("endEvent", "refused"), END, line("start", "body", "granted")
    files = drawn(*parts, line("caught", "refused"))
    error = b'</bpmn:process><bpmn:error id="no" errorCode="no"/>'
    files["a.bpmn"] = files["a.bpmn"].replace(b"</bpmn:process>", error)

    found = told(files, Known(processes={}))
    assert not any(rule.startswith("business.refusal") for rule, _ in found)


@pytest.mark.parametrize(
    ("signatures", "found"), [(1, []), (2, [("business.two_signatures", "shop_sign")])]
)
def test_an_item_that_asks_for_two_signatures_gets_them_for_the_case_as_a_whole(signatures, found):
    item = Item(promised_days=20, statutory_days=45, signatures=signatures)

    assert told(SOUND, replace(OFFICE, item=item)) == found


def test_the_department_that_signs_leads_the_item():
    steps = [
        task(name).replace('"examiner"', f'"fire/{role}"').replace('"limit" value="1"', sign)
        for name, role, sign in (
            ("look", "examiner", '"sign" value="examine"'),
            ("agree", "approver", '"sign" value="approve"'),
        )
    ]
    files = drawn(*steps, END, line("start", "look", "agree", "granted"))
    leads = (Item(20, 45, 2, lead) for lead in ("fire", "market_regulation"))

    found = [told(files, replace(OFFICE, item=item)) for item in leads]

    rules = [
        [each for each in one if "lead" in each[0] or "signatures" in each[0]] for one in found
    ]
    assert rules == [[], [("business.other_lead", "look")]]


def test_a_post_that_nobody_holds_in_any_department_is_a_warning_where_the_case_tells_which():
    groups = OFFICE.groups - {"fire/examiner"}

    (finding,) = check(SOUND, known=replace(OFFICE, groups=groups))

    assert (finding.rule, finding.element) == ("business.empty_group", "examine")
    assert (finding.severity, finding.params["group"]) == ("warning", "…/examiner")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("limti", "did you mean limit?"), ("colour", f"known are: {', '.join(sorted(SETTINGS))}")],
)
def test_of_an_unknown_setting_the_one_meant_is_told_or_all_there_are(name, hint):
    limit = '<zeebe:property name="limit" value="3" />'
    files = changed(f"{limit}\n", f'{limit}<zeebe:property name="{name}" value="3" />\n')

    (finding,) = check(files, known=OFFICE)

    assert finding.rule == "business.setting_unknown"
    assert f"({hint})" in str(finding)
