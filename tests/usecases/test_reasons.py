"""Nobody is refused without being told why."""

from app.storage.case import cases, papers
from app.storage.desk import case_tasks
from app.usecases.moving import reasons
from tests.office import TEA
from tests.usecases.desk import HOTEL

READY = {"finding": "ready"}
UNSAFE = "安全出口少于两个，不符合《建筑设计防火规范》"
REMEDIES = "《行政许可法》第三十八条；可以在六十日内申请行政复议"
PREREVIEWS = (
    ("wangjianguo", "prereview_registration"),
    ("zhaogang", "prereview_seal"),
    ("wuhaitao", "prereview_code"),
    ("xuchangqing", "prereview_tax"),
)
DISAGREE = {
    "outcome": "sign",
    "opinion": "disagree",
    "ground": "conditions_not_met",
    "reason": UNSAFE,
}
AGREE = {"outcome": "sign", "opinion": "agree"}


def disagreed(desk):
    """Fire disagrees with a hotel, health agrees: the applicant may reduce the scope."""
    desk.accepted(HOTEL)
    for who, step in PREREVIEWS:
        desk.answer(who, step, READY)
    for department, examiner, approver, opinion in (
        ("fire", "pengchao", "zenghui", DISAGREE),
        ("health", "dengkai", "caoyilan", AGREE),
    ):
        examined = {"proposal": opinion["opinion"], "remarks": "已审查图纸和现场"}
        desk.answer(examiner, "examine_pre_approval", examined, department)
        desk.answer(approver, "approve_pre_approval", opinion, department)


def test_a_refusal_says_which_department_disagreed_and_why(desk):
    disagreed(desk)

    desk.answer("party", "choose_scope", {"outcome": "end"})
    desk.answer("zhangzhiyuan", "decide_refusal", {"reason": UNSAFE, "legal_basis": REMEDIES})

    assert paper(desk, "REFUSAL_DECISION").content["reasons"] == [f"消防救援大队：{UNSAFE}"]


def test_only_departments_that_do_not_agree_are_told(desk):
    disagreed(desk)

    with desk.look() as work:
        told = reasons.dissent(work.session, case_tasks.of_case(work.session, desk.case().id))

    assert [one.department for one in told] == ["fire"]


def test_non_acceptance_by_the_negative_list_names_its_ground(desk):
    desk.hand_in(TEA | {"industries": ["online_lending"]})

    told = paper(desk, "NON_ACCEPTANCE").content["reasons"]
    assert told == ["《市场准入负面清单》禁止准入类：禁止违规开展金融相关经营活动"]


def test_who_entered_a_case_that_asked_nobody_may_still_see_it(desk):
    desk.hand_in(TEA | {"industries": ["online_lending"]}, who="linxiaoyu")

    with desk.look("zhouwenjing") as work:
        assert cases.seen(work.session, desk.number, work.actor).state == "not_accepted"


def test_an_acceptance_says_what_it_costs(desk):
    desk.accepted()

    assert paper(desk, "ACCEPTANCE_NOTICE").content["fee"] == "不收费。"


def paper(desk, kind):
    """The paper of a kind that the case has."""
    case = desk.case()
    with desk.look() as work:
        return next(one for one in papers.of_case(work.session, case.id) if one.kind == kind)
