"""What ``deploy`` ships fits the product: its commands, its settings and what may be sent."""

import configparser
import re
import shlex

import pytest
from gunicorn.app.wsgiapp import WSGIApplication

from app.shapes.case.receiving import MOST_BESIDE_FILES
from tests.office import ROOT

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
COMMAND = re.compile(r"/opt/lianshen/\.venv/bin/(\S+) (.+?)'?$")


def unit(file):
    """A unit as systemd reads it; of what may stand twice, the last."""
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(file)
    return read


def settings():
    """The settings of the shipped environment by name."""
    lines = (DEPLOY / "lianshen.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_every_unit_starts_a_command_of_the_product(app, monkeypatch, file):
    program, words = COMMAND.search(unit(file)["Service"]["ExecStart"]).groups()
    words = shlex.split(words)

    if program == "flask":
        assert words[:2] == ["--app", "wsgi"]
        command = app.cli.get_command(None, words[2])
        command.make_context(words[2], words[3:], resilient_parsing=True)
    else:
        monkeypatch.setattr("sys.argv", [program, *words])
        assert (program, WSGIApplication().cfg.worker_class_str) == ("gunicorn", "gthread")


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_no_unit_may_more_than_it_needs(file):
    service = unit(file)["Service"]

    assert (service["User"], service["UMask"], service["ProtectSystem"]) == (
        "lianshen",
        "0077",
        "strict",
    )


def test_the_web_processes_listen_where_the_proxy_asks():
    socket = unit(DEPLOY / "lianshen-web.socket")["Socket"]["ListenStream"]

    assert f"server {socket};" in (DEPLOY / "nginx.conf").read_text()
    assert f"--bind {socket} " in unit(DEPLOY / "lianshen-web.service")["Service"]["ExecStart"]


def test_the_environment_names_settings_that_exist():
    known = (ROOT / "app" / "config.py").read_text()

    assert [name for name in settings() if f'"{name}"' not in known] == []


def test_monitoring_on_the_machine_itself_is_answered():
    assert "127.0.0.1" in settings()["LIANSHEN_HOSTS"].split(",")


def test_the_proxy_lets_through_what_an_application_may_have(app):
    most = re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text())

    assert int(most[1]) >= app.config["CASE_MEGABYTES"] + MOST_BESIDE_FILES


def test_every_page_of_the_proxy_is_shipped():
    conf = (DEPLOY / "nginx.conf").read_text()
    named = set(re.findall(r"error_page [\d ]+/(\S+);", conf))

    assert named == {file.name for file in (DEPLOY / "pages").iterdir()}


def test_the_readme_says_where_every_file_goes():
    told = (DEPLOY / "README.md").read_text()
    shipped = {file.name for file in DEPLOY.iterdir()} - {"README.md"}

    assert {name for name in shipped if f"]({name})" not in told} == set()
