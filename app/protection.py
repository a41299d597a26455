"""What stands between the product and strangers: CSRF, headers, rate limits, proxies."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar, cast

from flask import Flask, Request, Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from app.signin import by_bearer, token_of_request
from app.web import the_request

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=True)
"""Counts in this process; views name their limits."""

csrf = CSRFProtect()

View = TypeVar("View", bound=Callable[..., Any])


def limited(most: Callable[[], str], unless: Callable[[], bool]) -> Callable[[View], View]:
    """Let a view be called so often from one place; for who is exempt nothing is counted."""

    def around(view: View) -> View:
        counted = limiter.limit(most)(view)

        @wraps(counted)
        def call(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs) if unless() else counted(*args, **kwargs)

        return cast(View, call)

    return around


def register(app: Flask) -> None:
    """Put the walls up around everything registered so far."""
    if proxies := app.config["TRUSTED_PROXIES"]:
        # Flask's own way to put something around an app, though it looks like a method.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)
    limiter.init_app(app)
    _ask_only_views_with_limits(app)
    app.before_request(_refuse_too_many_fields)
    app.response_class = Guarded


def _ask_only_views_with_limits(app: Flask) -> None:
    """Let no request wait for limits of the whole product, of which there are none."""
    before = app.before_request_funcs[None]
    before[:] = [one for one in before if getattr(one, "__self__", None) is not limiter]


def check_deeds(app: Flask) -> None:
    """Refuse what another site made a browser send; whoever is not signed in is asked to first."""
    app.before_request(_check_csrf)


def _refuse_too_many_fields() -> None:
    """Count the fields of a plain form before they are read; parts of other forms are counted."""
    asked = the_request()
    if asked.mimetype != "application/x-www-form-urlencoded":
        return
    if (asked.content_length or 0) > (asked.max_form_memory_size or 0):
        raise RequestEntityTooLarge
    if asked.get_data(parse_form_data=False).count(b"&") >= (asked.max_form_parts or 0):
        raise RequestEntityTooLarge


def _check_csrf() -> None:
    """A browser sends cookies by itself, so its deeds need a token; a bearer proves itself."""
    if by_bearer():
        return
    asked = the_request()
    changes = asked.method not in {"GET", "HEAD", "OPTIONS"}
    stranger = asked.path.startswith("/api/") and token_of_request() is None
    if changes and not stranger and asked.endpoint not in OPEN_DOORS:
        csrf.protect()


OPEN_DOORS = {"api.tokens.create"}
"""What programs call before they have anything to prove."""


FOR_SEARCH_ENGINES = {"static", "pages.start.home", "pages.items.list", "pages.items.show"}
"""What the public should find; nothing that tells of a case is among it."""


ALWAYS = (
    (
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)
"""What every answer tells a browser, unless its view has said something else."""


COMPLETE = {"content-type", "content-length"}
"""An answer that says just this lacks nothing for which Werkzeug copies and reads all headers."""


class Guarded(Response):
    """An answer that also says what its view has not said otherwise, all at once."""

    def get_wsgi_response(self, environ: Any) -> Any:
        """Return the answer with everything a browser is to be told."""
        said = {name.lower() for name, _ in self.headers}
        if said == COMPLETE and self.status_code in {200, 201}:
            body, status, headers = self.get_app_iter(environ), self.status, [*self.headers]
        else:
            body, status, headers = super().get_wsgi_response(environ)
            said = {name.lower() for name, _ in headers}
        asked: Request = environ["werkzeug.request"]
        wanted = _wanted(asked.endpoint, asked.is_secure)
        return body, status, headers + [header for name, header in wanted if name not in said]


@cache
def _wanted(endpoint: str | None, secure: bool) -> list[tuple[str, tuple[str, str]]]:
    """Return what an answer is to say, by the names in small letters."""
    wanted = list(ALWAYS)
    if endpoint != "static":
        wanted.append(("Cache-Control", "no-store"))
    if endpoint not in FOR_SEARCH_ENGINES:
        wanted.append(("X-Robots-Tag", "noindex"))
    if secure:
        wanted.append(("Strict-Transport-Security", "max-age=31536000"))
    return [(header[0].lower(), header) for header in wanted]
