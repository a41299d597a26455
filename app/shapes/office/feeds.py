"""Calendar feeds, as programs see them."""

from marshmallow import fields

from app.shapes.base import Moment, Shape


class FeedView(Shape):
    """When the address was made; none, where there is no address."""

    made_at = Moment(required=True, allow_none=True)


class FeedMade(FeedView):
    """A new address, told only now."""

    address = fields.Url(required=True)
