"""Settings: read from the environment once, checked, and refused when unsafe."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from environs import Env
from flask import Flask

from engine.errors import Invalid

ROOT = Path(__file__).parent.parent
DATABASES = ("sqlite://", "postgresql+psycopg://")
EMBEDDED, DISTRIBUTED = "embedded", "distributed"
"""Who does what is due: threads of ``flask serve``, or ``flask worker`` on any machine."""

Rules = TypeVar("Rules")

WEAK = {"", "dev", "secret", "changeme", "test"}


class Unsafe(RuntimeError):
    """The product refuses to start like this; the message says what to change."""


def configure(app: Flask, given: Mapping[str, Any]) -> None:
    """Put the settings into ``app.config``: what is given wins over the environment.

    :raises Unsafe: a weak secret, or debug mode outside a demo.
    """
    app.config.from_mapping(_from_environment() | dict(given))
    data = Path(app.config["LIANSHEN_DATA"]).absolute()
    data.mkdir(parents=True, exist_ok=True)
    app.config["LIANSHEN_DATA"] = data
    app.config["WEBHOOKS"] = app.config["WEBHOOKS"] or data / "webhooks.toml"
    if not app.config["DATABASE_URL"]:
        app.config["DATABASE_URL"] = f"sqlite:///{data / 'lianshen.db'}"
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or _kept_secret(data)
    app.config.update(
        MAX_CONTENT_LENGTH=app.config["UPLOAD_MEGABYTES"] * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=1000,
        SESSION_COOKIE_NAME="__Host-session" if app.config["HTTPS"] else "session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=app.config["HTTPS"],
        WTF_CSRF_TIME_LIMIT=None,
        JSON_SORT_KEYS=False,
    )
    _refuse_unsafe(app)


def rules(app: Flask, name: str, read: Callable[..., Rules]) -> Rules:
    """Return rules of the office: of the file a setting names, else those that come along.

    :param name: of the setting, like ``CLOCK``.
    :param read: reads a file, by default the one that comes along.
    :raises Unsafe: with everything that is wrong in the file.
    """
    file = app.config[name]
    try:
        return read(Path(file)) if file else read()
    except Invalid as refusal:
        told = [f"{one.place}: {one.message % one.params}".lstrip(": ") for one in refusal.faults]
        message = f"LIANSHEN_{name} {file}: {refusal.message}"
        raise Unsafe("\n  ".join([message, *told])) from refusal


def _from_environment() -> dict[str, Any]:
    env = Env()
    return {
        "LIANSHEN_DATA": env.str("LIANSHEN_DATA", str(ROOT / "var")),
        "DATABASE_URL": env.str("DATABASE_URL", ""),
        "SECRET_KEY": env.str("SECRET_KEY", ""),
        "SECRET_KEY_FALLBACKS": env.list("SECRET_KEY_FALLBACKS", []),
        "HTTPS": env.bool("LIANSHEN_HTTPS", False),
        "BASE_URL": env.str("LIANSHEN_BASE_URL", ""),
        "TRUSTED_HOSTS": env.list("LIANSHEN_HOSTS", []) or None,
        "TRUSTED_PROXIES": env.int("LIANSHEN_TRUSTED_PROXIES", 0),
        "JOBS": env.str("LIANSHEN_JOBS", EMBEDDED),
        "TICK_SECONDS": env.int("LIANSHEN_TICK_SECONDS", 10),
        "OUTAGE_HOURS": env.float("LIANSHEN_OUTAGE_HOURS", 4),
        "JUMP_MINUTES": env.float("LIANSHEN_JUMP_MINUTES", 60),
        "MESSAGE_DAYS": env.int("LIANSHEN_MESSAGE_DAYS", 30),
        "EXPORT_ROWS": env.int("LIANSHEN_EXPORT_ROWS", 20_000),
        "EXPORT_DAYS": env.int("LIANSHEN_EXPORT_DAYS", 7),
        "UPLOAD_MEGABYTES": env.int("LIANSHEN_UPLOAD_MEGABYTES", 25),
        "FILE_MEGABYTES": env.int("LIANSHEN_FILE_MEGABYTES", 20),
        "CASE_MEGABYTES": env.int("LIANSHEN_CASE_MEGABYTES", 100),
        "CASE_FILES": env.int("LIANSHEN_CASE_FILES", 50),
        "RATELIMIT_ENABLED": env.bool("LIANSHEN_RATE_LIMITS", True),
        "SIGNIN_LIMIT": env.str("LIANSHEN_SIGNIN_LIMIT", "30 per minute"),
        "HAND_IN_LIMIT": env.str("LIANSHEN_HAND_IN_LIMIT", "20 per minute"),
        "METRICS_TOKEN": env.str("LIANSHEN_METRICS_TOKEN", ""),
        "CLOCK": env.path("LIANSHEN_CLOCK", None),
        "NOTICES": env.path("LIANSHEN_NOTICES", None),
        "MEETINGS": env.path("LIANSHEN_MEETINGS", None),
        "COORDINATION": env.path("LIANSHEN_COORDINATION", None),
        "MAIL": env.str("LIANSHEN_MAIL", ""),
        "MAIL_FROM": env.str("LIANSHEN_MAIL_FROM", "联审 <noreply@localhost.localdomain>"),
        "SMS": env.str("LIANSHEN_SMS", ""),
        "WEBHOOKS": env.path("LIANSHEN_WEBHOOKS", None),
        "JOB_THREADS": env.int("LIANSHEN_JOB_THREADS", 2),
        "JOB_WAITS": env.list("LIANSHEN_JOB_WAITS", [10, 60, 300, 1800], subcast=int),
    }


def _kept_secret(data: Path) -> str:
    """Return the installation's own secret, made at the first start and kept beside the data."""
    file = data / "secret"
    if not file.exists():
        with NamedTemporaryFile("w", encoding="ascii", dir=data, prefix="secret-") as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):  # another process was first: that one's holds
                os.link(made.name, file)
    return file.read_text(encoding="ascii").strip()


def _weak(secret: str) -> bool:
    return secret.lower() in WEAK or len(secret) < 16


def _refuse_unsafe(app: Flask) -> None:
    keys = [app.config["SECRET_KEY"], *app.config["SECRET_KEY_FALLBACKS"]]
    if any(map(_weak, keys)):
        raise Unsafe("SECRET_KEY is too weak: leave it out, or give at least 16 random characters.")
    if not app.config["DATABASE_URL"].startswith(DATABASES):
        raise Unsafe(f"DATABASE_URL begins with {' or '.join(DATABASES)}: see the manual.")
    if not app.config["JOB_WAITS"] or min(app.config["JOB_WAITS"]) < 0:
        raise Unsafe("LIANSHEN_JOB_WAITS lists the seconds between the attempts at a job: 10,60.")
    _refuse_small(app, "TICK_SECONDS", "EXPORT_ROWS", "EXPORT_DAYS")
    if app.config["JOBS"] not in (EMBEDDED, DISTRIBUTED):
        raise Unsafe("LIANSHEN_JOBS is “embedded” (one machine) or “distributed” (workers).")
    if app.config["JOBS"] == DISTRIBUTED and app.config["DATABASE_URL"].startswith("sqlite"):
        raise Unsafe("LIANSHEN_JOBS=distributed needs PostgreSQL: set DATABASE_URL.")
    if min(app.config["OUTAGE_HOURS"], app.config["JUMP_MINUTES"]) <= 0:
        raise Unsafe("LIANSHEN_OUTAGE_HOURS and LIANSHEN_JUMP_MINUTES are above 0: see the manual.")
    if app.debug and app.config["HTTPS"]:
        raise Unsafe("Debug mode shows source code to strangers: switch it off.")


def _refuse_small(app: Flask, *names: str) -> None:
    for name in names:
        if app.config[name] < 1:
            raise Unsafe(f"LIANSHEN_{name} is a whole number, at least 1.")
