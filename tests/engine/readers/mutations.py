"""Damages files the way accidents and strangers do: bytes, elements, attributes, values, lines."""

import json
from copy import deepcopy

from lxml import etree

NASTY = (
    "", " ", "=", "=1", "=(", "-1", "0", "null", "true", "NaN", "1e999", "%s", "{0}", "../x",
    "P1D", "P999999999D", "R1/PT0S", "if", "x y", "\u4e2d", "\u200b", "<&>\"'", "a" * 20_000,
    "=" + "(" * 3_000, "=[" * 500, "=workdays(1)", "=item.departments", "__class__",
)  # fmt: skip
VALUES = (None, True, -1, 1.5, "", [], {}, [[]], {"": None}, 10**400, *NASTY)
DEEP = 200


def bytes_of(chance, raw):
    """Change, drop, repeat or cut off some bytes."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw) + 1)
        length = chance.choice((0, 1, 3, 50))
        piece = chance.choice((b"", bytes([chance.randrange(256)]), raw[at : at + length] * 2))
        raw = raw[:at] + piece + raw[at + length :]
    return raw[: chance.randrange(len(raw) + 1)] if chance.random() < 0.1 else raw


def elements_of(chance, raw):
    """Change the tree of an XML file here and there."""
    root = etree.fromstring(raw, etree.XMLParser(remove_comments=True))
    for _ in range(chance.randint(1, 4)):
        every = list(root.iter())
        chance.choice(ELEMENTS)(chance, chance.choice(every), chance.choice(every))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _drop(chance, one, other):
    if one.getparent() is not None:
        one.getparent().remove(one)


def _repeat(chance, one, other):
    if one.getparent() is not None:
        one.addnext(etree.fromstring(etree.tostring(one)))


def _move(chance, one, other):
    if one.getparent() is not None and one not in [other, *other.iterancestors()]:
        other.append(one)


def _swap_attributes(chance, one, other):
    both = dict(one.attrib), dict(other.attrib)
    for element, given in ((one, both[1]), (other, both[0])):
        element.attrib.clear()
        element.attrib.update(given)


def _attribute(chance, one, other):
    known = [*one.attrib, *other.attrib, "id", "isSequential", "cancelActivity", "default"]
    values = (*NASTY, *other.attrib.values())
    one.set(chance.choice(known), chance.choice(values))


def _forget(chance, one, other):
    if one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]


def _say(chance, one, other):
    one.text = chance.choice(NASTY)


def _rename(chance, one, other):
    one.tag = other.tag


def _nest(chance, one, other):
    for _ in range(chance.choice((2, DEEP))):
        one = etree.SubElement(one, other.tag, dict(other.attrib))


ELEMENTS = (_drop, _repeat, _move, _swap_attributes, _attribute, _attribute, _forget, _say, _rename,
            _nest)  # fmt: skip


def values_of(chance, raw):
    """Change some values of a JSON file."""
    whole = json.loads(raw)
    for _ in range(chance.randint(1, 4)):
        inside, key = chance.choice(list(_places(whole)) or [([None], 0)])
        value = deepcopy(chance.choice(VALUES))
        if chance.random() < 0.1:
            for _ in range(DEEP):
                value = [value]
        inside[key] = value
    return json.dumps(whole).encode()


def _places(value):
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(pairs):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from _places(inner)


def lines_of(chance, raw):
    """Drop, repeat and mix up lines."""
    lines = raw.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one : one + chance.randrange(2)] = [lines[other]]
    return b"".join(lines)


def damaged(chance, name, raw):
    """Damage a file as its name says it may be."""
    kind = name.rpartition(".")[2]
    own = {"bpmn": elements_of, "dmn": elements_of, "form": values_of, "toml": lines_of}[kind]
    return chance.choice((own, own, own, bytes_of))(chance, raw)
