"""The application, for servers: ``flask --app wsgi …``, ``gunicorn wsgi:app``."""

from app import create_app
from app.settling import settle

app = create_app()
settle()
