"""Flask as this product needs it: no coroutines, sessions for browsers only, JSON by orjson."""

from collections.abc import Callable
from functools import cache, partial
from time import perf_counter
from typing import Any

import orjson
from flask import Flask, Request, Response, current_app, request
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.routing import MapAdapter, Rule
from werkzeug.wsgi import get_host


class Asked(Request):
    """A request, with what is found out about it once."""

    sender: Any = None  # who sent it, as app.signin found out; nothing, until it is asked

    def __init__(self, environ: dict[str, Any], *how: Any, **options: Any) -> None:
        super().__init__(environ, *how, **options)
        self.begun = perf_counter()


def the_request() -> Asked:
    """Return the request itself: whoever asks it several things need not look for it each time."""
    asked: Asked = request._get_current_object()  # type: ignore[attr-defined]
    return asked


def page_at(path: str) -> str:
    """Return a path where a page stands at it, else the nearest page above it: a deed has none."""
    ways = current_app.url_map.bind("")
    while path != "/" and not ways.test(path, "GET"):
        path = path.rpartition("/")[0] or "/"
    return path


class Sessions(SecureCookieSessionInterface):
    """Opens what a cookie holds; a program sends none and waits for no signature."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a browser, or a new one where no cookie is sent."""
        if app.secret_key and self.get_cookie_name(app) not in request.environ.get(
            "HTTP_COOKIE", ""
        ):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Send a session back, unless there is none and nobody looked whether there is."""
        if session or session.accessed or session.modified:
            super().save_session(app, session, response)


COMPACT = {"separators": (",", ":")}
"""How Flask asks for an answer that nobody has to look at."""
AS_FLASK_WRITES = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class Json(DefaultJSONProvider):
    """Writes answers in the order they are told, Chinese readable."""

    ensure_ascii = sort_keys = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Return what is told as JSON; what orjson does not know is written by Flask."""
        if kwargs != COMPACT:
            return super().dumps(obj, **kwargs)
        try:
            return orjson.dumps(obj, self.default, AS_FLASK_WRITES).decode()
        except orjson.JSONEncodeError:
            return super().dumps(obj, **kwargs)


class Address(Rule):
    """A path of the office that learns how it is written when it is first written.

    Werkzeug compiles two functions for each of four hundred, most of which no process ever calls:
    that is most of the time in which an app is put together.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))
        return lambda rule, **values: compiled()(rule, **values)


class Web(Flask):
    """The web around the parts."""

    request_class, url_rule_class = Asked, Address
    json_provider_class = Json
    session_interface = Sessions()

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Return what finds the view of a request: its host and path are read once.

        How much it may bring is said to it here, too: it would ask for it again and again.
        """
        if request is None:
            return super().create_url_adapter(request)
        request.max_content_length = self.config["MAX_CONTENT_LENGTH"]
        request.trusted_hosts = self.config["TRUSTED_HOSTS"]
        request.host = get_host(request.environ, request.trusted_hosts)
        return self.url_map.bind(
            request.host,
            request.root_path,
            url_scheme=request.scheme,
            default_method=request.method,
            path_info=request.path,
            query_args=request.query_string.decode(errors="replace"),
        )

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a view or hook as it is: none of them is a coroutine."""
        return func
