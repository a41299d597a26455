"""Administrative divisions by their codes."""


def within(region: str, wider: str) -> bool:
    """Whether a division lies in another one, or is it: the code of a wider one ends with 00.

    Source: GB/T 2260 (codes of the administrative divisions).

    >>> within("450103", "450000"), within("450103", "460000"), within("", "450000")
    (True, False, False)
    """
    return bool(region) and region.startswith(stem(wider))


def stem(region: str) -> str:
    """Return what the codes of all divisions within one begin with.

    >>> stem("450100")
    '4501'
    """
    while region.endswith("00"):
        region = region[:-2]
    return region
