"""From form-js files to forms; what cannot be asked as it stands is refused."""

from engine.forms.reading.files import names_read, read

__all__ = ["names_read", "read"]
