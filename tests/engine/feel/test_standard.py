"""Every built-in function of the standard is there, under the names of its parameters.

Source: DMN 1.5, 10.3.4 (tables 74 to 87).
"""

import pytest

from engine.feel import BUILTINS

POINTS = "point1, point2 | point, range | range, point | range1, range2"
SIGNATURES = f"""
date: from | year, month, day
date and time: from | date, time
time: from | hour, minute, second | hour, minute, second, offset
number: from | from, grouping separator, decimal separator
string: from
duration: from
years and months duration: from, to
not: negand
substring: string, start position | string, start position, length
string length: string
upper case: string
lower case: string
substring before: string, match
substring after: string, match
replace: input, pattern, replacement | input, pattern, replacement, flags
contains: string, match
starts with: string, match
ends with: string, match
matches: input, pattern | input, pattern, flags
split: string, delimiter
string join: list | list, delimiter
list contains: list, element
count: list
min: list
max: list
sum: list
mean: list
all: list
any: list
sublist: list, start position | list, start position, length
append: list, item
concatenate: list
insert before: list, position, newItem
remove: list, position
list replace: list, position, newItem | list, match, newItem
reverse: list
index of: list, match
union: list
distinct values: list
flatten: list
product: list
median: list
stddev: list
mode: list
decimal: n, scale
floor: n | n, scale
ceiling: n | n, scale
round up: n, scale
round down: n, scale
round half up: n, scale
round half down: n, scale
abs: n
modulo: dividend, divisor
sqrt: number
log: number
exp: number
odd: number
even: number
is: value1, value2
before: {POINTS}
after: {POINTS}
meets: range1, range2
met by: range1, range2
overlaps: range1, range2
overlaps before: range1, range2
overlaps after: range1, range2
finishes: point, range | range1, range2
finished by: range, point | range1, range2
includes: range, point | range1, range2
during: point, range | range1, range2
starts: point, range | range1, range2
started by: range, point | range1, range2
coincides: point1, point2 | range1, range2
range: from
day of year: date
day of week: date
month of year: date
week of year: date
now:
today:
sort: list, precedes
get value: m, key
get entries: m
context: entries
context put: context, key, value | context, keys, value
context merge: contexts
"""
WAYS = [
    (name, [one.strip() for one in way.split(",") if one.strip()])
    for name, _, ways in (line.partition(":") for line in SIGNATURES.strip().splitlines())
    for way in ways.split("|")
]


@pytest.mark.parametrize(("name", "parameters"), WAYS)
def test_a_function_of_the_standard_is_called_by_position_and_by_name(name, parameters):
    assert any(way.takes(len(parameters)) for way in BUILTINS[name])
    assert any(way.named(parameters) for way in BUILTINS[name])
