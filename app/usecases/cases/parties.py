"""The party of a case: what must be known of an applicant."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from engine.errors import Fault, Invalid
from engine.forms import texts
from engine.forms.formats import FORMATS, credit_code, id_card

NAME = Fault("applicant.name", "applicant.name", "A name has 1 to 100 characters.")
PHONE = Fault("applicant.phone", "applicant.phone", "Not a telephone number.")
EMAIL = Fault("applicant.email", "applicant.email", "Not an e-mail address.")
LONGEST_EMAIL = 254
IDENTITY = Fault(
    "applicant.id_number",
    "applicant.id_number",
    "Not an identity card number and not a social credit code.",
)


class Words(fields.String):
    """One line that can be stored and shown."""

    def _deserialize(self, value: Any, *given: Any, **named: Any) -> str:
        words = texts.clean(str(super()._deserialize(value, *given, **named)))
        if fault := texts.unfit(words, lines=False):
            raise ValidationError(str(fault))
        return words


class Identity(Words):
    """An identity card of a person (GB 11643) or the credit code of an organisation (GB 32100)."""

    def _deserialize(self, value: Any, *given: Any, **named: Any) -> str:
        number = str(super()._deserialize(value, *given, **named))
        known = id_card(number) or credit_code(number)
        if number and known is None:
            raise ValidationError(IDENTITY.message)
        return known or ""


class Email(fields.String):
    """An e-mail address, as it is kept."""

    def _deserialize(self, value: Any, *given: Any, **named: Any) -> str:
        address = str(super()._deserialize(value, *given, **named)).strip()
        known = FORMATS["email"](address)
        if address and (known is None or len(address) > LONGEST_EMAIL):
            raise ValidationError(EMAIL.message)
        return known or ""


class Party(Schema):
    class Meta:
        unknown = RAISE

    name = Words(required=True, validate=validate.Length(1, 100, error=NAME.message))
    id_number = Identity(load_default="")
    phone = fields.String(
        load_default="",
        validate=validate.Regexp(r"^$|^\+?[0-9][0-9 -]{5,19}$", error=PHONE.message),
    )
    email = Email()

    @post_load
    def short(self, party: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return the party without an address nobody gave."""
        return {key: value for key, value in party.items() if key != "email" or value}


_PARTY = Party()


def check(applicant: dict[str, Any]) -> dict[str, Any]:
    """Return an applicant as it is stored.

    :raises Invalid: with everything that is wrong; places are ``applicant.<field>``.
    """
    try:
        return dict(_PARTY.load(applicant))
    except ValidationError as error:
        faults = [
            Fault(f"applicant.{field}", "applicant.invalid", str(message))
            for field, messages in error.messages_dict.items()
            for message in messages
        ]
        message = "Please correct what is said about the applicant."
        raise Invalid("applicant.invalid", message, faults) from error
