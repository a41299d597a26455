"""The same files give the same findings wherever they are checked."""

import io
import re
from operator import itemgetter

from tests.databases import ROOT
from tests.web.pages.browsing import Browser

FOLDER = ROOT / "tests/engine/checks/thirty"
ROW = re.compile(
    r'<span class="number">([\w.]+):(\d+)</span></td>.*?<code>(.*?)</code>.*?<code>(.*?)</code>'
)
LINE = re.compile(r"^.*?([\w.]+):(\d+): (\S+): (\S+): ", re.MULTILINE)


def sent():
    files = sorted(FOLDER.iterdir())
    return {"files": [(io.BytesIO(file.read_bytes()), file.name) for file in files]}


def test_the_command_the_api_and_the_page_tell_the_same(served, client_of):
    designer, form = client_of("duruoxi"), "multipart/form-data"
    answer = designer.post("/processes", data=sent(), content_type=form)
    browser = Browser(served, "duruoxi")
    browser.get("/processes")
    page = browser.send("/processes", sent())
    said = (
        served.test_cli_runner().invoke(args=["check", str(FOLDER), "--forms", str(FOLDER)]).output
    )

    parts = itemgetter("file", "line", "rule", "element")
    told = [parts(one) for one in answer.json["findings"]]
    shown = [(name, int(line), rule, place) for name, line, place, rule in ROW.findall(page.text)]
    printed = [
        (name, int(line), rule, "" if place == "-" else place)
        for name, line, rule, place in LINE.findall(said)
    ]
    assert len(told) >= 30
    marks = re.findall(r'<td class="main-cell"><span class="mark [^"]+">(\S+)</span>', page.text)
    assert len(marks) == len(told)
    for word, counted in (("错误", "个错误"), ("警告", "个警告")):
        assert f">{marks.count(word)} {counted}<" in page.text
    assert sorted(told) == sorted(shown) == sorted(printed)
