"""What is done shorter than Flask and Werkzeug do it comes to the same."""

import pytest
from flask import Flask, Response
from werkzeug.exceptions import BadRequest
from werkzeug.test import EnvironBuilder

from app.protection import ALWAYS, Guarded
from app.web import Web

PLACES = {
    "plain": {"path": "/cases"},
    "with a question": {"path": "/cases", "query_string": "q=荷塘&page=2"},
    "with a broken question": {"environ_overrides": {"QUERY_STRING": "q=%ff\xff"}},
    "in Chinese": {"path": "/事项/企业设立"},
    "many slashes": {"path": "//evil.example/cases"},
    "below a prefix": {"path": "/cases", "base_url": "https://office.example/lianshen"},
    "another port": {"path": "/", "base_url": "http://OFFICE.example:8000"},
    "the usual port": {"path": "/", "base_url": "http://office.example:80"},
    "an address": {"path": "/", "base_url": "http://[::1]:8000"},
    "a Chinese name": {"path": "/", "base_url": "http://政务.example"},
    "another method": {"path": "/", "method": "DELETE"},
}
SEEN = ("server_name", "script_name", "subdomain", "url_scheme", "path_info", "default_method")


@pytest.fixture
def web():
    return Web("office")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_request_is_placed_as_flask_places_it(web, place):
    environ = EnvironBuilder(**place).get_environ()
    ours = web.create_url_adapter(web.request_class(environ))
    flasks = Flask.create_url_adapter(web, web.request_class(environ))

    assert _seen(ours) == _seen(flasks)
    assert ours.query_args == flasks.query_args
    assert ours.make_redirect_url("there") == flasks.make_redirect_url("there")


@pytest.mark.parametrize("host", ["", "bad host", "evil.example"])
def test_a_host_is_refused_where_flask_refuses_it(web, host):
    web.config["TRUSTED_HOSTS"] = ["office.example"]
    environ = EnvironBuilder().get_environ() | {"HTTP_HOST": host}

    assert _refusal(web.create_url_adapter, web.request_class(environ)) == _refusal(
        Flask.create_url_adapter, web, web.request_class(environ)
    )


ANSWERS = {
    "whole": {"response": "{}", "mimetype": "application/json"},
    "made": {"response": "{}", "mimetype": "application/json", "status": 201},
    "nothing": {"status": 204},
    "not changed": {"status": 304},
    "elsewhere": {"status": 303, "headers": {"Location": "/事项"}},
    "in parts": {"response": dict.fromkeys([b"a", b"b"])},  # can be walked through, is no list
    "not counted": {"response": ["a", "b"]},
}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_says_what_werkzeug_says_and_what_a_browser_is_to_be_told(answer, method):
    environ = EnvironBuilder(method=method).get_environ()
    with Web("office").request_context(environ):
        flasks = _told(Response(**answer), environ)
        ours = _told(Guarded(**answer), environ)

    assert ours[:2] == flasks[:2]
    assert ours[2][: len(flasks[2])] == flasks[2]
    assert set(ALWAYS) <= set(ours[2])


def _seen(adapter):
    return {name: getattr(adapter, name) for name in SEEN}


def _refusal(call, *args):
    with pytest.raises(BadRequest) as refused:
        call(*args)
    return refused.type, str(refused.value)


def _told(response, environ):
    body, status, headers = response.get_wsgi_response(environ)
    return b"".join(body), status, headers
