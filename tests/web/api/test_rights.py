"""Every call of the API, asked by somebody of every role about a case of theirs and of others.

What is expected follows from the declarations of the routes and from who is concerned by the
case, so that a new route is held to the same rules the day it is written (invariant I11).
"""

import io
from datetime import date, timedelta

import pytest

from app.permissions import ANYBODY, SIGNED_IN, STAFF, who
from tests import office
from tests.web.speaking import ACCEPT, HAND_IN, Program, token_of_party

SEES = {
    "zhouwenjing": True,  # window clerk, asked first
    "wangjianguo": True,  # examiner of the lead department
    "zhangzhiyuan": True,  # approver of the lead department
    "luojun": False,  # examiner of a department that is not asked
    "pengchao": False,
    "yuanmingde": True,  # centre coordinator
    "caishoucheng": True,  # supervisor
    "weiguodong": True,  # head
    "duruoxi": False,  # process designer
    "chengxiao": False,  # administrator
}
OUTAGE = {"from": "2026-03-05", "to": "2026-03-05", "name": "停电", "source": "滨政办〔2026〕9号"}
OVERRIDE = OUTAGE | {"works": False}
BODIES = {
    "api.cases.create": HAND_IN,
    "api.cases.withdraw": {"reason": "另行申请"},
    "api.tasks.complete": ACCEPT,
    "api.tasks.draft": {"answers": {}},
    "api.tasks.free": {"reason": "同事病假"},
    "api.tasks.late_opinion": {"opinion": "agree"},
    "api.messages.send": {"name": "result"},
    "api.messages.signal": {"name": "result"},
    "api.cases.tell": {"name": "result"},
    "api.transfers.move": {"to": 2, "dry_run": True},
    "api.jobs.result": {"result": {}, "reason": "已线下处理"},
    "api.incidents.skip": {"reason": "已线下处理"},
    "api.letters.drop": {"reason": "已电话告知"},
    "api.clocks.pause": {"ground": "testing", "planned_working_days": 5, "reason": "消防检测"},
    "api.clocks.extend": {"working_days": 5, "reason": "论证", "approved_by": "heyuanzheng"},
    "api.calendars.propose_override": OVERRIDE,
    "api.calendars.propose_outage": OUTAGE,
    "api.calendars.propose_hours": {"halves": [["09:00", "17:00"]], "source": "滨政办〔2026〕9号"},
    "api.calendars.propose_lifting": {"source": "滨政办〔2026〕9号"},
    "api.calendars.apply": {"running": "move", "reason": "停电"},
    "api.guarding.confirm_clock": {"reason": "已与授时中心核对"},
    "api.guarding.declare": {"reason": "停机公告"},
    "api.guarding.confirm": {"reason": "照常生效"},
    "api.guarding.lift": {"reason": "停机期间无人能办"},
    "api.exports.ask": {"what": "cases"},
    **dict.fromkeys(("api.cards.answer", "api.cards.appeal"), {"words": "已改正"}),
    "api.tokens.create": {"username": "nobody", "password": "wrong"},
}
BODIES |= dict.fromkeys(
    ("api.handing.assign", "api.handing.transfer", "api.handing.delegate"),
    {"to": "linxiaoyu", "reason": "外出核查"},
)
BODIES["api.handing.resolve"] = ACCEPT
BODIES["api.handing.snooze"] = {"until": "2026-03-05"}
AWAY = {"from_on": "2026-03-05", "to_on": "2026-03-06"}
BODIES["api.substitutions.arrange"] = AWAY | {"substitute": "linxiaoyu"}
BODIES["api.returning.send_back"] = {"to": ["check_materials"], "reason": "材料有误"}
BODIES |= dict.fromkeys(
    ("api.joining.add", "api.joining.drop"),
    {"step": "pre_approval", "department": "fire", "reason": "选址临近河道"},
)
BODIES["api.copies.send"] = {"to": [{"person": "luojun"}]}
BODIES["api.coordinations.begin"] = {"topic": "选址意见不一致", "departments": ["window"]}
BODIES["api.meetings.call"] = {
    "kind": "meeting",
    "place": "三楼会议室",
    "begins_at": "2026-03-04T10:00:00+08:00",
    "agenda": "选址",
    "departments": ["fire"],
}
BODIES["api.remarks.make"] = {"text": "已电话核实"}
FORMS = {"api.remarks.make_with_files": {"text": "已电话核实"}}
BODIES["api.phrases.keep"] = {"text": "材料齐全"}
BODIES["api.phrases.reword"] = {"text": "材料不齐"}
BODIES["api.questions.ask"] = {"to": "applicant", "text": "何时开业？"}
BODIES["api.questions.not_ours"] = {"reason": "不属于本部门职责"}
BODIES["api.questions.take_up"] = {"body": "临江市消防救援支队", "text": "超出本级权限"}
BODIES["api.questions.answer"] = {"text": "七月"}
OF_CASES = (
    "api.cases.",
    "api.clocks.",
    "api.joining.",
    "api.copies.",
    "api.remarks.",
    "api.promises.",
    "api.meetings.",
    "api.questions.of_case",
    "api.coordinations.",
)
QUERIES = {
    "api.calendars.year": "?year=2026",
    "api.calendar.due": "?from=2026-03-02&working_days=5",
    "api.status.show": "?code=AAAA-BBBB-CCCC",
}
OF_NOTHING = {
    "api.clocks.end",
    "api.copies.revoke",
    *("api.coordinations.settle", "api.coordinations.send_up"),
    *(f"api.meetings.{deed}" for deed in ("show", "reply", "move", "cancel", "attend", "close")),
    "api.promises.put_off",
    "api.questions.answer",
    "api.questions.withdraw",
    "api.questions.reroute",
    "api.questions.take_up",
    "api.questions.link",
    "api.questions.forwarded",
}
"""What needs something no case has from its start; its own tests ask who may."""
LAST = ("api.tasks.complete", "api.cases.withdraw", "api.tokens.end")
"""What changes what the others ask about comes last."""

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def asked(served, clerk, case):
    """Asks every call on behalf of a client: (endpoint, declared, about the case, status)."""
    material = upload(clerk, f"/cases/{case['number']}/materials").json["id"]
    task = case["tasks"][0]["id"]
    places = {"number": case["number"], "task_id": task, "material_id": material, "pause_id": 1}
    places["until"] = (date.fromisoformat(case["received_on"]) + timedelta(days=7)).isoformat()

    def ask(client):
        for rule, method in calls(served):
            about = rule.endpoint.startswith(OF_CASES) or bool(rule.arguments & {"task_id"})
            about = (about and bool(rule.arguments)) or rule.endpoint.startswith("api.materials.")
            status = send(client, method, rule, places).status_code
            yield rule.endpoint, who(served, rule.endpoint), about, status

    return ask


def calls(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    rules = [rule for rule in rules if rule.endpoint not in OF_NOTHING]
    pairs = [(rule, method) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}]
    return sorted(pairs, key=lambda pair: (order(pair[0].endpoint), pair[1], pair[0].rule))


def order(endpoint):
    return LAST.index(endpoint) + 1 if endpoint in LAST else 0


def send(client, method, rule, places):
    others = {"key": "enterprise_setup", "name": "process.bpmn", "code": "enterprise_setup"}
    values = (
        places
        | others
        | {"notice_id": 1, "incident_id": 1, "job_id": "none", "message_id": "none"}
        | {"change_id": 1, "deadline_id": "00000000-0000-0000-0000-000000000000"}
        | {
            "card_id": "none",
            "export_id": "none",
            "letter_id": 1,
            "filter_id": 1,
            "phrase_id": 1,
            "substitution_id": 1,
        }
    )
    if rule.endpoint.startswith(("api.processes.", "api.transfers.")):
        values["number"] = 1
    path = rule.build({name: values[name] for name in rule.arguments})[1]
    if rule.endpoint in {"api.materials.add", "api.processes.publish"}:
        return upload(client, path)
    if rule.endpoint in FORMS:
        return client.post(path, data=FORMS[rule.endpoint], content_type="multipart/form-data")
    return client.open(
        path + QUERIES.get(rule.endpoint, ""), method=method, json=body(rule, places)
    )


def body(rule, places):
    if rule.endpoint == "api.promises.promise":
        return {"promises": [{"material": "premises_proof", "until": places["until"]}]}
    return BODIES.get(rule.endpoint, {}) if "POST" in rule.methods else None


def upload(client, path):
    sent = {"file": (io.BytesIO(b"%PDF-1.7\n%%EOF\n"), "a.pdf")}
    return client.post(path, data=sent, content_type="multipart/form-data")


def test_a_stranger_gets_in_nowhere_but_by_the_open_doors(nobody, asked):
    for endpoint, declared, _, status in asked(nobody):
        assert (status == 401) != (ANYBODY in declared and endpoint != "api.tokens.create"), (
            endpoint
        )


@pytest.mark.parametrize("username", SEES)
def test_everybody_gets_what_their_role_and_their_case_allow(served, client_of, asked, username):
    roles = roles_of(served, username)
    for endpoint, declared, about, status in asked(client_of(username)):
        if not declared & (roles | {ANYBODY, SIGNED_IN, STAFF}):
            assert status == 403, endpoint
        elif about and not SEES[username]:
            assert status == 404, endpoint
        elif about:
            assert status in {200, 201, 403, 409}, endpoint
        else:
            assert status < 500, endpoint


def test_an_applicant_reaches_their_own_case_and_nothing_of_the_office(party, asked):
    for endpoint, declared, about, status in asked(party):
        if not declared & {ANYBODY, SIGNED_IN}:
            assert status == 403, endpoint
        elif about:
            assert status in {200, 201, 403, 409}, endpoint


def test_an_applicant_of_another_case_finds_nothing(served, clerk, asked):
    other = clerk.post("/cases", json=HAND_IN).json
    stranger = Program(served, token_of_party(served, other))

    for endpoint, declared, about, status in asked(stranger):
        if about and declared & {SIGNED_IN}:
            assert status == 404, endpoint


def roles_of(app, username):
    return office.actor_of(app.extensions["parts"], username).roles
