"""How much one expression may ask for.

A step is about as much work as one round of a loop with little in it.

Source: threat rows B08-B10 and B19: every expression ends soon and in little memory.
"""

SOURCE = 2_000  # characters of an expression
DEPTH = 40  # brackets, branches and loops inside each other
HEIGHT = 200  # links of the longest chain, as in 1 + 1 + 1 + …
DIGITS = 34  # of a number, as decimal128 has
EXPONENT = 1_000  # of a power
WORDS = 40  # of a name that is read as one
STEPS = 20_000  # rounds of loops, calls and values copied in one evaluation
CALLS = 32  # functions calling functions
TEXT = 10_000  # characters of a text an expression makes
NESTING = 60  # lists and contexts inside each other
PARTS = 10  # of an expression, done in one round for one step
SIGNS = 50  # of a text, made for one step
FRACTION = 40  # steps of a power whose exponent is no whole number
LOGARITHM = 20  # steps of a logarithm
EXPONENTIAL = 10  # steps of a power of e
YEARS = 999_999_999  # of a years and months duration
COMPILED = 8  # parts of a pattern made ready for one step
CLASS = 80  # steps of reading a class of letters in a pattern
OVERSIZED = 3_000  # steps of finding out that a pattern is too large
LOOKED = 300  # characters, times the places of a pattern, looked at for one step
FOUND = 5  # steps of handing out one place that fits a pattern
WIDE = 20  # places that one place for letters of every script counts for
MODEL = 100_000  # words of all expressions of a file
WRONG = 500  # expressions of a file, each told with why
