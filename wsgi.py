"""The application, for servers: ``flask --app wsgi …``, ``gunicorn wsgi:app``."""

import gc

from app import create_app

app = create_app()
gc.freeze()  # what is loaded now stays: looking for garbage in it again and again costs a third
