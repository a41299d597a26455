"""Two languages: Chinese first, English by a switch; what the engine says is translated here."""

from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, has_request_context, request, session
from flask_babel import Babel, get_locale, get_translations, gettext

from app.filled_in import told_apart
from engine.errors import Fault, Refusal, Told

LANGUAGES = {"zh_Hans_CN": "中文", "en": "English"}
DEFAULT = "zh_Hans_CN"


def install(app: Flask, zone: str = "Asia/Shanghai") -> None:
    """Let pages speak the language of the session and show moments in the office's zone.

    :param zone: the time zone of the office.
    """
    Babel(
        app,
        default_locale=DEFAULT,
        default_timezone=zone,
        default_translation_directories="translations",
        locale_selector=chosen,
    )
    _let_templates_speak(app)
    app.jinja_env.filters.update(told=told, hinted=hinted, said=said)
    app.jinja_env.globals.update(languages=LANGUAGES, language=language)


def _let_templates_speak(app: Flask) -> None:
    """Let templates find the catalogue of their language at once.

    A page has more than a hundred texts, and Flask-Babel looks for the catalogue by the name of
    the language anew for each: that was a tenth of the time a page takes, or more (record 0228).
    """
    kept: dict[Locale | None, NullTranslations] = {}

    def catalogue() -> NullTranslations:
        locale = get_locale()
        return kept.get(locale) or kept.setdefault(locale, get_translations())

    # The extension that Babel has added brings this method, which no type tells.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: catalogue().gettext(text),
        ngettext=lambda one, many, count: catalogue().ngettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]


def chosen() -> str:
    """Return the language the person chose or the program asks for, Chinese unless they did."""
    if not has_request_context():
        return DEFAULT
    if request.path.startswith("/api/"):
        asked = request.accept_languages.best_match(["zh", "en"])
        return "en" if asked == "en" else DEFAULT
    language = session.get("language")
    return language if language in LANGUAGES else DEFAULT


def language() -> str:
    """Return the code of the language of this page, as HTML wants it."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh-CN"


def hinted(finding: Any) -> str:
    """Return the hint of a finding, in the language of the page."""
    return gettext(finding.hint, **_filled(finding.params))


def said(kept: Mapping[str, Any]) -> str:
    """Return what was kept of a failure, code, message and params, in the language of the page."""
    return gettext(str(kept["message"]), **_filled(kept["params"]))


def told(said: Refusal | Fault | Any) -> str:
    """Return what a refusal, fault, finding or incident says, in the language of the page."""
    params: dict[str, Any] = dict(said.params)
    message = said.message
    if not params:
        message, params = told_apart(message)
    return gettext(message, **_filled(params))


def _filled(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is filled in; words that were said by something else are translated, too."""
    return {name: _translated(value) for name, value in params.items()}


def _translated(value: Any) -> Any:
    match value:
        case Told():
            return gettext(value.message, **_filled(value.params))
        case {"message": str(message), "params": dict(params)}:
            return gettext(message, **_filled(params))
    return value
