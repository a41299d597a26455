"""What is particular when an enterprise is opened in one go: its law, its papers, its services."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.storage.case.papers import Paper
from app.usecases.clocks import extending
from app.usecases.clocks.extending import Wish
from engine import stories
from engine.errors import Invalid
from tests.usecases.acting import Stage
from tests.usecases.telling import play

FOLDER = Path(__file__).parents[2] / "bpmn/enterprise_opening"
TOLD = {
    story.name.partition("：")[0]: story
    for story in stories.read((FOLDER / "stories.toml").read_bytes())
}
CHIEF, GOVERNMENT = "konglinghui", "heyuanzheng"


@pytest.fixture
def told(parts):
    """Tells a story by the beginning of its name; gives the stage."""

    def tell(name):
        stage = Stage(parts, "enterprise_opening")
        play(stage, TOLD[name])
        return stage

    return tell


def papers(stage):
    """What was handed out: the content of the last paper of each kind."""
    with stage.parts.database.reading() as session:
        rows = session.scalars(select(Paper).order_by(Paper.issued_at, Paper.number))
        return {row.kind: row.content for row in rows}


def extend(stage, days, approved_by):
    wish = Wish(days, "情形复杂", approved_by)
    return stage.act("zhangzhiyuan", extending.extend_case, stage.number, wish)


def test_a_registration_is_extended_by_three_days_on_the_word_of_its_authoritys_head(told):
    """Regulation on Market Entity Registration, Art. 19."""
    stage = told("核准人退回重审，审查人重新提出意见")

    for days, approved_by in ((4, CHIEF), (3, GOVERNMENT)):
        with pytest.raises(Invalid):
            extend(stage, days, approved_by)
    extend(stage, 3, CHIEF)

    assert stage.case()[0].statutory_due_on.isoformat() == "2026-03-10"


def test_papers_of_a_registration_speak_of_the_regulation_and_name_later_permits_once(told):
    """Regulation on Market Entity Registration, Art. 19, 21; Business Environment, Art. 19."""
    handed = papers(told("后置许可不影响登记"))

    assert handed["GRANT_DECISION"]["title"] == "登记通知书"
    assert handed["GRANT_DECISION"]["title_en"] == "Notice of registration"
    assert "第十九条" in handed["GRANT_DECISION"]["basis"]
    assert [one[:6] for one in handed["INFO_SHEET"]["told"]][:2] == ["食品经营许可", "旅馆业特种行"]
    assert "title" not in handed["ACCEPTANCE_NOTICE"]


@pytest.mark.parametrize(
    ("story", "deemed"),
    [
        ("签署后五个工作日内没有告知", True),
        ("网上申请等全体签署后才出具接收凭证，受理日期为签署齐全之日", False),
    ],
)
def test_only_the_passing_of_the_limit_is_a_deemed_acceptance_art_32(told, story, deemed):
    handed = papers(told(story))

    assert handed["ACCEPTANCE_NOTICE"]["deemed"] is deemed


def test_who_has_yet_to_sign_is_not_asked_for_a_correction(told):
    assert told("没有签署的人员").case()[0].state == "submitted"


def test_what_is_not_done_is_handed_back_with_its_reason_and_the_licence_stays(told):
    handed = papers(told("公积金未能办结"))

    assert handed["RETURN_NOTICE"]["answers"]["reason"].startswith("住房公积金开户")
    assert handed["RETURN_NOTICE"]["decided_on"] == "2026-03-02"
    assert handed["DELIVERY_RECORD"]["delivered"][0]["title"] == "登记通知书"
