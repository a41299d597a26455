"""Publishing: once per content, only when sound, only by those who may."""

import pytest

from app.commands.office import files_of
from app.commands.speaking import OPERATOR
from app.pages.words import cases, limits
from app.storage.ground.connections import PATIENT
from app.storage.office import processes
from app.usecases.calendars import deciding, proposing
from app.usecases.calendars.proposing import Decision
from app.usecases.processes import designing
from app.usecases.processes.designing import Unfit
from benchmarks.counting import counted
from engine.checks.business.table import GROUNDS, PAPERS
from engine.errors import NotAllowed
from tests.office import ROOT
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT

FILES = files_of(ROOT / "bpmn/enterprise_setup")
CHANGED = FILES | {"process.bpmn": FILES["process.bpmn"].replace("一窗受理、".encode(), b"")}


OF_SUPERVISION = ("YELLOW_CARD", "RED_CARD", "URGING", "RECTIFICATION", "CARD_REMOVAL")
OF_DEEDS = ("JOINT_", "COORDINATION_", "TOLERANCE_")
"""Papers that supervision or a deed beside the process hands out, and no process."""
OF_OFFICE = {"outage", "question", "upward"}
"""Grounds that are declared or asked for, and never drawn."""


def versions(desk):
    with desk.look() as work:
        return [version.number for version in processes.versions(work.session, "enterprise_setup")]


def test_judging_may_take_longer_than_a_case_may_be_held(desk):
    with counted() as said:
        desk.do("duruoxi", designing.publish, CHANGED)

    patient = [f"SET LOCAL {name} = 0" for name in PATIENT]
    on_postgresql = desk.parts.database.url.get_backend_name() == "postgresql"
    assert [text for text, _ in said.statements if text in patient] == (
        patient if on_postgresql else []
    )


def test_the_same_files_are_published_once(desk):
    done = desk.do("duruoxi", designing.publish, FILES)

    assert (done.new, done.version.number, versions(desk)) == (False, 1, [1])


def test_changed_files_are_the_version_of_new_cases_only(desk):
    old = desk.hand_in()
    done = desk.do("duruoxi", designing.publish, CHANGED)
    new = desk.hand_in()

    assert (done.new, done.version.number, done.version.published_by) == (True, 2, "杜若溪")
    assert (old.version, new.version) == (1, 2)
    assert old.process_digest != new.process_digest


def test_a_running_case_goes_on_with_the_files_it_began_with(desk):
    desk.hand_in()
    desk.do("duruoxi", designing.publish, CHANGED)

    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    assert (desk.case().version, desk.case().state) == (1, "accepted")
    assert desk.breaches() == []


def test_an_unfit_process_is_refused_with_every_finding_and_nothing_is_stored(desk):
    broken = FILES["process.bpmn"].replace(b'formId="check_materials"', b'formId="nowhere"')
    broken = broken.replace(b"=workdays(6)", b"=workdays(")

    with pytest.raises(Unfit) as refused:
        desk.do("duruoxi", designing.publish, FILES | {"process.bpmn": broken})

    assert len(refused.value.faults) >= 2
    assert all(fault.place.startswith("process.bpmn:") for fault in refused.value.faults)
    assert versions(desk) == [1]


def test_a_department_this_office_does_not_have_is_a_finding(desk):
    asked = drawing.Drawing("elsewhere").start().user("look", "navy/admiral", **drawing.ASKED)
    asked.end("granted", milestone="decided").flow("start", "look", "granted")

    with pytest.raises(Unfit) as refused:
        drawing.publish(desk, asked)

    assert any("navy" in str(fault) for fault in refused.value.faults)


@pytest.mark.parametrize("files", [{}, {"process.bpmn": b""}, {"process.bpmn": b"<a/>"}])
def test_what_is_no_process_is_unfit(desk, files):
    with pytest.raises(Unfit):
        desk.do("duruoxi", designing.publish, files)


@pytest.mark.parametrize("who", ["zhouwenjing", "caishoucheng", "weiguodong"])
def test_only_designers_and_administrators_publish(desk, who):
    with pytest.raises(NotAllowed):
        desk.do(who, designing.publish, CHANGED)


def test_an_administrator_publishes(desk):
    assert desk.do(OPERATOR, designing.publish, CHANGED).new


def test_going_back_to_earlier_files_is_a_new_version(desk):
    desk.do("duruoxi", designing.publish, CHANGED)

    back = desk.do("duruoxi", designing.publish, FILES)

    case = desk.hand_in()
    assert (back.new, versions(desk)) == (True, [3, 2, 1])
    assert (case.version, case.process_digest) == (3, back.version.digest)


def test_the_papers_and_grounds_that_processes_may_name_are_those_the_office_has_words_for():
    drawn = {kind for kind in cases.PAPERS if not kind.startswith((*OF_SUPERVISION, *OF_DEEDS))}

    assert (set(PAPERS), set(GROUNDS)) == (drawn, set(limits.GROUNDS) - OF_OFFICE)


def test_a_group_in_which_nobody_works_today_is_a_finding(desk):
    asked = drawing.Drawing("deserted").start().user("look", "fire/window_clerk", **drawing.ASKED)
    asked.end("granted", milestone="decided").flow("start", "look", "granted")

    with pytest.raises(Unfit) as refused:
        drawing.publish(desk, asked)

    assert [fault.code for fault in refused.value.faults] == ["business.empty_group"]


def test_stories_that_are_not_kept_are_findings_each_on_its_line(desk):
    files = files_of(ROOT / "bpmn/on_the_spot")
    told = files["stories.toml"].replace(b'ends = "granted"', b'ends = "refused"', 1)

    with pytest.raises(Unfit) as refused:
        desk.do("duruoxi", designing.publish, files | {"stories.toml": told})

    (found,) = refused.value.findings
    assert (found.file, found.rule) == ("stories.toml", "business.story_not_kept")
    assert told.splitlines()[found.line - 1] == b"[[story]]"
    assert "ends: The story should end with “refused”, but is at: granted" in str(found)


def test_stories_are_counted_by_the_notices_whatever_this_office_decides(desk):
    days = {"from": "2026-03-09", "to": "2026-03-13", "works": False, "name": "搬迁"}
    with desk.work(OPERATOR) as work:
        change = proposing.propose(work, Decision("override", days, "整体搬迁"))
        work.session.flush()
        deciding.apply(work, change.id, "move", "整体搬迁")

    assert desk.do("duruoxi", designing.publish, CHANGED).new


def test_files_are_judged_without_being_published(desk):
    told = FILES["stories.toml"].replace(b'ends = "granted"', b'ends = "refused"')

    sound = desk.do("duruoxi", designing.judge, CHANGED)
    unkept = desk.do("duruoxi", designing.judge, FILES | {"stories.toml": told})

    assert (sound, {found.rule for found in unkept}) == ((), {"business.story_not_kept"})
    assert versions(desk) == [1]


def test_a_new_version_brings_what_was_warned_of(desk):
    done = desk.do("duruoxi", designing.publish, FILES | {"notes.md": b"-"})

    assert [found.rule for found in done.warnings] == ["xml.strange_file"]
