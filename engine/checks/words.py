"""Lists of names as one writes them down."""


def words(text: str, /) -> frozenset[str]:
    """Return the names in a text, which blanks divide.

    >>> sorted(words("examine approve"))
    ['approve', 'examine']
    """
    return frozenset(text.split())
