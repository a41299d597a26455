"""An office that cannot be served says why, in one line."""

import socket

import pytest


@pytest.fixture
def serve(make_app, office_url):
    """Try to serve the demo office with some words; return the exit code and what was printed."""

    def run(*words):
        told = make_app(office_url).test_cli_runner().invoke(args=["serve", *map(str, words)])
        return told.exit_code, told.output

    return run


def test_a_port_that_somebody_listens_at_is_named(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = serve("--port", port)

    assert code == 1
    assert f"Nothing can be served at 127.0.0.1:{port}: Address already in use." in said
    assert "PORT=8001 chooses another port." in said


def test_a_host_that_is_not_ours_is_named(serve):
    code, said = serve("--host", "192.0.2.1")

    assert code == 1
    assert "192.0.2.1:8000: Cannot assign requested address." in said


def test_a_port_there_is_not_is_refused(serve):
    code, said = serve("--port", 65536)

    assert code == 2
    assert "65536 is not in the range 0<=x<=65535" in said
