"""Codes an office file names: every department, role and material has to be in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from engine.errors import Fault
from engine.rules.material_rights import READERS, SENDERS


def unknown_codes(office: Mapping[str, Any]) -> list[Fault]:
    """Return what a file names and does not have, and materials that are listed twice.

    Places name people and items by what they are called: ``items.enterprise_setup.materials``.
    """
    departments = {row["code"] for row in office.get("departments", ())}
    roles = {row["code"] for row in office.get("roles", ())}
    found = (_of_person(row, departments, roles) for row in office.get("people", ()))
    items = (_of_item(row, departments) for row in office.get("items", ()))
    return [fault for each in (*found, *items) for fault in each]


def _of_person(row: Mapping[str, Any], departments: set[str], roles: set[str]) -> Iterator[Fault]:
    place = f"people.{row['username']}"
    for pair in row["pairs"]:
        if pair["role"] not in roles:
            yield _unknown(place, pair["role"])
        if pair.get("department") not in {None, *departments}:
            yield _unknown(place, pair["department"])


def _of_item(row: Mapping[str, Any], departments: set[str]) -> Iterator[Fault]:
    place, listed = f"items.{row['code']}", row.get("materials", ())
    if row["lead_department"] not in departments:
        yield _unknown(place, row["lead_department"])
    for code, times in Counter(one["code"] for one in listed).items():
        if times > 1:
            message = "The material “%(code)s” is listed twice."
            yield Fault(f"{place}.materials", "office.material_twice", message, {"code": code})
    for one in listed:
        for right in (READERS, SENDERS):
            for code in one.get(right) or ():
                if code not in departments:
                    yield _unknown(f"{place}.materials.{one['code']}.{right}", code)


def _unknown(place: str, code: str) -> Fault:
    return Fault(place, "office.unknown_code", "“%(code)s” is not in the file.", {"code": code})
