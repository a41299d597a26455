"""What is asked of people: forms in form-js JSON, read once and checked against."""

from engine.forms.components import Component, Field, Option, Words
from engine.forms.form import Form

__all__ = ["Component", "Field", "Form", "Option", "Words"]
