"""The lists that can be taken along, by name."""

from collections.abc import Mapping

from app.pages.staff.cards import export as card_export
from app.pages.staff.case import export as case_export
from app.pages.staff.time import due_soon_export
from app.usecases.exporting.tables import Table

TABLES: Mapping[str, Table] = {
    one.what: one for one in (case_export.TABLE, due_soon_export.TABLE, card_export.TABLE)
}
