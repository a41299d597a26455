"""The lists that can be taken along, by name."""

from collections.abc import Mapping

from app.pages.staff import card_export, case_export, due_soon_export
from app.usecases.exporting.tables import Table

TABLES: Mapping[str, Table] = {
    one.what: one for one in (case_export.TABLE, due_soon_export.TABLE, card_export.TABLE)
}
