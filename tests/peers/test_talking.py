"""Peers are named with their address, may want to know who asks, and fail in plain words."""

from argparse import ArgumentTypeError

import pytest
from flask import Flask, request

from benchmarks.client import Failed
from benchmarks.peers import named
from benchmarks.peers.talking import Line


@pytest.fixture
def url(served):
    """The address of a server that echoes, streams, says nothing, or refuses."""
    app = Flask(__name__)
    answers = {
        "who": lambda: {"asks": request.headers.get("Authorization")},
        "streamed": lambda: (part for part in ["[1,", " 2]"]),
        "empty": lambda: ("", 204),
        "page": lambda: "<html>",
        "refused": lambda: ({"message": "Cannot find task 9"}, 500),
    }
    app.get("/<name>")(lambda name: answers[name]())
    return served(app)


def test_a_peer_is_given_by_name_and_address():
    assert named("camunda7=http://there:8080/engine-rest") == (
        "camunda7",
        "http://there:8080/engine-rest",
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("camunda8=http://there", "'camunda8' is none of camunda7"),
        ("camunda7", "camunda7 needs the address"),
        ("camunda7=there:8080", "camunda7 needs the address"),
    ],
)
def test_what_is_no_peer_is_refused(given, told):
    with pytest.raises(ArgumentTypeError, match=told):
        named(given)


@pytest.mark.parametrize(
    ("who", "asks"),
    [("", None), ("demo:d%40mo@", "Basic ZGVtbzpkQG1v"), ("secret@", "Bearer secret")],
)
def test_who_asks_stands_in_the_address(url, who, asks):
    line = Line(url.replace("//", f"//{who}"))
    assert line.call("GET", "/who") == {"asks": asks}


def test_answers_come_whole_in_pieces_or_empty(url):
    line = Line(url)
    assert line.call("GET", "/streamed") == [1, 2]
    assert line.call("GET", "/empty") is None


def test_a_refusal_is_told_in_the_words_of_the_peer_without_the_password(url):
    line = Line(url.replace("//", "//demo:secret@"))
    with pytest.raises(Failed, match=r"GET http.*/refused: 500 .*Cannot find task 9") as refusal:
        line.call("GET", "/refused")
    assert "secret" not in str(refusal.value)


def test_what_is_no_json_is_no_interface(url):
    with pytest.raises(Failed, match="answered no JSON, b'<html>'"):
        Line(url).call("GET", "/page")


def test_a_peer_that_is_not_there_is_told_with_its_address():
    with pytest.raises(Failed, match=r"GET http://127.0.0.1:9/task: .*refused"):
        Line("http://127.0.0.1:9").call("GET", "/task")
