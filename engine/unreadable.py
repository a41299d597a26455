"""Why XML, JSON or TOML cannot be read: what its reader says, in words that can be translated."""

import json
import re

from lxml import etree

from engine.errors import Told

Error = ValueError | RecursionError | etree.XMLSyntaxError

_PLACE = re.compile(r",? ?\(?(?:at )?line (\d+),? column (\d+)(?: \(char \d+\))?\)?$")
_SAID = (
    ("Document is empty|Start tag expected.*", Told("there is no element")),
    ("Couldn't find end of Start Tag (?P<name>[^ ]*).*|expected '>'", Told("a > is missing")),
    ("Premature end of data in tag (?P<name>[^ ]+) line (?P<from>.+)",
     Told("the element %(name)s that begins in line %(from)s never ends")),
    ("Opening and ending tag mismatch: (?P<name>[^ ]+) line (?P<from>[0-9]+) and (?P<found>.+)",
     Told("the element %(name)s that begins in line %(from)s ends as %(found)s")),
    ("Specification mandates value for attribute (?P<name>.+)",
     Told("the attribute %(name)s has no value")),
    ("AttValue: .*", Told("the value of an attribute stands in quotation marks")),
    ("Attribute (?P<name>.+) redefined", Told("the attribute %(name)s is there twice")),
    ("Entity '(?P<name>.+)' not defined", Told("&%(name)s; is not known")),
    ("Extra content at the end of the document|Extra data", Told("something follows the end")),
    (".*(?:[Ii]nvalid [Cc]har|Illegal char|Invalid control).*",
     Told("there is a character that may not be there")),
    ("Namespace prefix (?P<name>[^ ]+) .*", Told("the prefix %(name)s is not declared")),
    ("Unescaped '<' .*", Told("in an attribute, < is written &lt;")),
    ("xmlParseEntityRef: .*", Told("& is written &amp;")),
    (".*invalid element name", Told("< is written &lt; where no element begins")),
    ("CData section not finished.*|Comment not terminated|Unterminated string.*|Expected (?:'|\")+",
     Told("what begins here never ends")),
    ("Expecting value|Invalid value", Told("a value is expected")),
    ("Expecting property name.*", Told("a name in double quotation marks is expected")),
    ("Expect(?:ing|ed) '(?P<sign>[^']+)' .*", Told("%(sign)s is expected")),
    ("Unclosed array", Told("a list has no ]")),
    ("Expected newline.*", Told("something follows the end of the line's statement")),
    ("Cannot (?:declare|overwrite).*", Told("something is there twice")),
    ("Invalid statement", Told("a line is NAME = VALUE")),
)  # fmt: skip
"""What readers say that designers meet, and how we say it; the rest is told as it is."""


def why(error: Error) -> Told:
    """Return why a text cannot be read, with the place if there is one.

    >>> str(why(ValueError("Unclosed array (at line 2, column 5)")))
    'a list has no ] (line 2, column 5)'
    """
    if isinstance(error, RecursionError):
        return Told("it is nested too deeply")
    if isinstance(error, UnicodeDecodeError):
        return Told("it is not UTF-8 (byte %(place)s)", {"place": error.start})
    if isinstance(error, json.JSONDecodeError):
        return _placed(_words(error.msg), str(error.lineno), str(error.colno))
    said = (getattr(error, "msg", None) or str(error)).replace("\n", " ")
    place = _PLACE.search(said)
    if place is None:
        return _words(said.removesuffix(" (at end of document)"))
    return _placed(_words(said[: place.start()]), *place.groups())


def _placed(words: Told, line: str, column: str) -> Told:
    params = {"why": words, "line": line, "column": column}
    return Told("%(why)s (line %(line)s, column %(column)s)", params)


def _words(said: str) -> Told:
    for pattern, told in _SAID:
        if match := re.fullmatch(pattern, said.strip()):
            return Told(told.message, match.groupdict())
    return Told(said)
