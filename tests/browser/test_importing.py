"""A designer brings in a diagram of another product: sees what is changed, and fetches it."""

from pathlib import Path

from playwright.sync_api import expect

OURS = Path(__file__).parents[2] / "bpmn" / "enterprise_setup" / "process.bpmn"


def test_a_designer_sees_what_is_written_anew_and_fetches_the_file(person, tmp_path):
    theirs = tmp_path / "theirs.bpmn"
    theirs.write_bytes(OURS.read_bytes().replace(b'isExecutable="true"', b'isExecutable="0"'))
    page = person("duruoxi").page
    page.goto("/processes")
    page.get_by_role("link", name="引入流程图").click()
    page.get_by_label("流程图").set_input_files(theirs)

    expect(page.get_by_text("唯一的流程标为可运行")).to_be_visible()
    expect(page.get_by_text('isExecutable="0"')).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="下载改写后的文件").click()
    assert fetched.value.suggested_filename == "theirs.bpmn"
    assert Path(fetched.value.path()).read_bytes() == OURS.read_bytes()
