"""The screens of the administration, under one name and one role."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__)

ADMINISTRATOR = "administrator"
