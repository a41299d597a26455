"""Sign-ins of programs."""

from marshmallow import fields

from app.shapes.base import Moment, Shape, text


class Credentials(Shape):
    """Name and password of an account."""

    username = text(200, required=True)
    password = text(1000, required=True)


class TokenView(Shape):
    """The proof of a sign-in, told only once."""

    token = fields.String(required=True)
    expires_at = Moment(required=True)
